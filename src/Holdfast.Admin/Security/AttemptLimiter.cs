using System.Net;
using Holdfast.Foundation;

namespace Holdfast.Admin;

/// <summary>
/// Slows those who try tokens. An address with several wrong ones in the last minute waits before each further one is looked at, and a
/// few may wait at a time. There is no time for which it is locked out: whoever shares an address with an attacker gets in as soon as
/// one of those places is free. Any thread (locks).
/// </summary>
internal sealed class AttemptLimiter
{
    /// <summary>A person's mistakes and a script that was just given the wrong variable stay below it.</summary>
    internal const int FreeFailures = 5;

    /// <summary>With a delay of 1 s this is also the number of tries a second from one address.</summary>
    internal const int MaximumWaiting = 8;

    // Memory stays below 100 KiB; past it the addresses that come last share one entry.
    private const int MaximumAddresses = 1024;
    private const long WindowNanoseconds = 60_000_000_000;

    private readonly Lock gate = new();
    private readonly IClock clock;
    private readonly TimeSpan delay;
    private readonly Dictionary<IPAddress, Attempts> byAddress = [];

    public AttemptLimiter(IClock clock, TimeSpan delay)
    {
        this.clock = clock;
        this.delay = delay;
    }

    /// <summary>Before a token is looked at; false when too many from this address wait already.</summary>
    public async Task<bool> TryEnterAsync(IPAddress address, CancellationToken cancellation)
    {
        Attempts attempts;
        lock (gate)
        {
            attempts = Of(address);
            if (attempts.Failures < FreeFailures)
            {
                return true;
            }

            if (attempts.Waiting == MaximumWaiting)
            {
                return false;
            }

            attempts.Waiting++;
        }

        try
        {
            await Task.Delay(delay, cancellation);
            return true;
        }
        finally
        {
            lock (gate)
            {
                attempts.Waiting--;
            }
        }
    }

    public void Failed(IPAddress address)
    {
        lock (gate)
        {
            Of(address).Failures++;
        }
    }

    private Attempts Of(IPAddress address)
    {
        long now = clock.NowNanoseconds;
        IPAddress key = Network(address);
        if (!byAddress.TryGetValue(key, out Attempts? attempts))
        {
            if (byAddress.Count >= MaximumAddresses)
            {
                Forget(now);
            }

            key = byAddress.Count >= MaximumAddresses ? IPAddress.None : key;
            if (!byAddress.TryGetValue(key, out attempts))
            {
                byAddress[key] = attempts = new() { Start = now };
            }
        }

        if (now - attempts.Start >= WindowNanoseconds)
        {
            attempts.Start = now;
            attempts.Failures = 0;
        }

        return attempts;
    }

    private void Forget(long now)
    {
        foreach ((IPAddress address, _) in byAddress.Where(one => one.Value.Waiting == 0 && now - one.Value.Start >= WindowNanoseconds).ToArray())
        {
            byAddress.Remove(address);
        }
    }

    // One customer of an IPv6 provider has at least a /64: single addresses would be no limit at all.
    private static IPAddress Network(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        if (address.AddressFamily != System.Net.Sockets.AddressFamily.InterNetworkV6)
        {
            return address;
        }

        byte[] bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new(bytes);
    }

    private sealed class Attempts
    {
        public long Start;
        public int Failures;
        public int Waiting;
    }
}
