using System.Numerics;

namespace Holdfast.DataPlane.Overload;

/// <summary>Which flows of a class have waiters: two words of bits, so the next one in the round is found without a walk.</summary>
internal struct FlowSet
{
    private ulong fair;
    private ulong overShare;

    public readonly int Count => BitOperations.PopCount(fair) + BitOperations.PopCount(overShare);

    /// <summary>The flows of clients that take more than their share have the upper numbers.</summary>
    public readonly bool HasOverShare => overShare != 0;

    public readonly int OverShareCount => BitOperations.PopCount(overShare);

    public void Add(int flow) => WordOf(flow) |= 1UL << flow;

    public void Remove(int flow) => WordOf(flow) &= ~(1UL << flow);

    /// <summary>The next one behind the flow, round the end to itself if it is the only one; -1 when there is none.</summary>
    public readonly int After(int flow)
    {
        int from = (flow + 1) & ((2 * ShuffleShard.Flows) - 1);
        bool upper = from >= ShuffleShard.Flows;
        ulong ahead = (upper ? overShare : fair) & (ulong.MaxValue << from);
        if (ahead != 0)
        {
            return Number(ahead, upper);
        }

        ulong other = upper ? fair : overShare;
        if (other != 0)
        {
            return Number(other, !upper);
        }

        ulong behind = upper ? overShare : fair;
        return behind == 0 ? -1 : Number(behind, upper);
    }

    // A shift takes the number modulo 64, which is the place in the word.
    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    private ref ulong WordOf(int flow) => ref flow >= ShuffleShard.Flows ? ref overShare : ref fair;

    private static int Number(ulong bits, bool upper) => BitOperations.TrailingZeroCount(bits) + (upper ? ShuffleShard.Flows : 0);
}
