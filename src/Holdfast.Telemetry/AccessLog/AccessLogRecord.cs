using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Holdfast.Foundation;

namespace Holdfast.Telemetry;

/// <summary>The fixed part of an entry in the ring; its texts follow in the order of <see cref="AccessLogText"/>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct AccessLogRecord
{
    /// <summary>Of record and texts, rounded up to 8; or <see cref="Wrap"/>.</summary>
    public int Length;
    public int Status;
    public int Outcome;
    public int Retries;
    public long FinishedNanoseconds;
    public long DurationNanoseconds;
    public long WaitNanoseconds;
    public long BytesIn;
    public long BytesOut;
    public NetworkAddress Client;
    public NetworkAddress Proxy;
    public TextLengths Lengths;

    /// <summary>In place of a length: the rest of the ring up to its end is empty, the next record stands at its start.</summary>
    public const int Wrap = -1;

    [InlineArray(AccessLogText.Count)]
    public struct TextLengths
    {
        private ushort element;
    }
}
