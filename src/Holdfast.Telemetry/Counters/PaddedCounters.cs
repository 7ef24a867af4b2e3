using System.Runtime.CompilerServices;

namespace Holdfast.Telemetry;

/// <summary>
/// Base of all counters that one worker writes. The padding comes first in memory (a base's fields precede those of its heirs), so
/// the counters of two workers never share a cache line, nor a pair of lines that the processor fetches together.
/// </summary>
public abstract class PaddedCounters
{
#pragma warning disable CS0169, IDE0051, IDE0044 // Never read: it is there for its size.
    private Padding padding;
#pragma warning restore CS0169, IDE0051, IDE0044

    [InlineArray(16)]
    private struct Padding
    {
#pragma warning disable IDE0044, IDE0051, CS0169 // The compiler repeats this field 16 times: 128 bytes, two cache lines.
        private long element;
#pragma warning restore IDE0044, IDE0051, CS0169
    }
}
