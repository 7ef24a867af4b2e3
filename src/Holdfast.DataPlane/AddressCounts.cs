using System.Runtime.InteropServices;
using Holdfast.Foundation;

namespace Holdfast.DataPlane;

/// <summary>
/// Clients by address, over all workers. Clients of one address come to all workers, so the numbers are shared: striped, with a lock
/// that is held for one look into a table, once when a client comes and once when it goes. Any thread.
/// </summary>
internal sealed class AddressCounts
{
    // More stripes than workers: two workers seldom meet.
    private const int Stripes = 64;

    private readonly Stripe[] stripes = [.. Enumerable.Range(0, Stripes).Select(_ => new Stripe())];

    /// <summary>One more; returns how many there are now.</summary>
    public int Add(in NetworkAddress address)
    {
        (ulong, ulong) key = KeyOf(address);
        Stripe stripe = StripeOf(key);
        lock (stripe.Gate)
        {
            ref int count = ref CollectionsMarshal.GetValueRefOrAddDefault(stripe.Counts, key, out _);
            return ++count;
        }
    }

    public void Remove(in NetworkAddress address)
    {
        (ulong, ulong) key = KeyOf(address);
        Stripe stripe = StripeOf(key);
        lock (stripe.Gate)
        {
            ref int count = ref CollectionsMarshal.GetValueRefOrNullRef(stripe.Counts, key);
            if (!System.Runtime.CompilerServices.Unsafe.IsNullRef(ref count) && --count == 0)
            {
                stripe.Counts.Remove(key);
            }
        }
    }

    /// <summary>Of IPv6 the network of 64 bits: that is the least one customer gets, who may use every address in it (RFC 6177).</summary>
    private static (ulong High, ulong Low) KeyOf(in NetworkAddress address) => address.IsIPv4 ? (address.High, address.Low) : (address.High, 0);

    private Stripe StripeOf((ulong High, ulong Low) key) => stripes[(int)(Routing.ByteHash.Mix(key.High, key.Low) % Stripes)];

    private sealed class Stripe
    {
        public Lock Gate { get; } = new();

        public Dictionary<(ulong High, ulong Low), int> Counts { get; } = [];
    }
}
