using System.Globalization;
using Holdfast.Foundation;
using Holdfast.Networking;
using Holdfast.Networking.Linux;

namespace Holdfast.Drills;

/// <summary>Why an origin cannot start, in words and with the remedy.</summary>
internal static class ListenFailures
{
    // The runtime's own, the loop, both listeners and somebody who asks for the state.
    private const int OtherDescriptors = 128;

    /// <summary>What can be known before the first socket; null when nothing is in the way.</summary>
    public static string? Prepare(INetwork network, OriginOptions options)
    {
        int connections = options.Behaviour.MaxConnections;
        long needed = connections == OriginBehaviour.Unlimited ? 0 : (long)connections + OtherDescriptors;
        if (DescriptorLimit.Current < needed)
        {
            DescriptorLimit.TryRaise();
        }

        if (DescriptorLimit.Current < needed)
        {
            return string.Create(CultureInfo.InvariantCulture,
                $"{connections} connections need {needed} descriptors and the process may have {DescriptorLimit.Current}. Raise the limit (ulimit -Hn {needed}) or lower --max-connections");
        }

        return InUse(network, options.Address, "--address") ?? (options.Control is { } control ? InUse(network, control, "--control") : null);
    }

    /// <summary>Null when it listens.</summary>
    public static string? Explain(IoResult result, in NetworkAddress address, string option) => result.Status switch
    {
        IoStatus.Done => null,
        IoStatus.AddressInUse => $"{address} is in use by another process. Stop it or choose another {option} (ss -ltnp shows who it is)",
        IoStatus.AddressNotAvailable => $"{address} is not an address of this machine. Choose another {option}, on loopback any of 127.0.0.0/8",
        IoStatus.NotPermitted => $"{address} needs privileges that this user does not have. Choose a port from 1024 on for {option}",
        IoStatus.TooManyDescriptors => $"no descriptor is left to listen on {address}. Raise the limit (ulimit -n)",
        _ => string.Create(CultureInfo.InvariantCulture, $"cannot listen on {address}: {result.Status} (errno {result.Errno}). Choose another {option}"),
    };

    // The listening socket itself would share the port with another process of the same user and get every second connection.
    private static string? InUse(INetwork network, in NetworkAddress address, string option) =>
        address.Port == 0 ? null : Explain(network.Probe(address), address, option);
}
