namespace Holdfast.DataPlane.Overload;

/// <summary>
/// Deals each client a hand of flows (shuffle sharding): two clients rarely hold the same cards, so that one that fills its flow leaves
/// nearly everybody another one. Clients over their fair share have flows of their own, the upper half: nobody else suffers among them.
/// </summary>
internal static class ShuffleShard
{
    /// <summary>Flows of each half.</summary>
    public const int Flows = 64;

    private const int HandSize = 6;
    private const int CardBits = 6;

    /// <summary>
    /// The flow to stand in: the one of the hand in which the client stood last, otherwise the shortest. Always the shortest, as the
    /// usual rule is, would let one client fill six flows and take the turns of six.
    /// </summary>
    public static int Choose(Flow[] flows, ulong client, bool overShare)
    {
        // Mixed once more: hashes of addresses need not differ in the bits that are dealt.
        ulong cards = ByteHash.Mix(0, client);
        int half = overShare ? Flows : 0;
        int shortest = -1;
        for (int card = 0; card < HandSize; card++)
        {
            int flow = half + (int)(cards & (Flows - 1));
            cards >>= CardBits;
            ref Flow candidate = ref flows[flow];
            if (candidate.Count > 0 && candidate.LastClient == client)
            {
                return flow;
            }

            if (shortest < 0 || candidate.QueuedNanoseconds < flows[shortest].QueuedNanoseconds)
            {
                shortest = flow;
            }
        }

        return shortest;
    }
}
