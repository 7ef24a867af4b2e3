using Holdfast.Http1;

namespace Holdfast.Fuzz;

/// <summary>How a generated stream is to be read.</summary>
internal sealed class FuzzInput
{
    public bool IsResponse { get; set; }

    /// <summary>Bit i: the i-th response answers a HEAD.</summary>
    public uint HeadMethods { get; set; }

    public HeadLimits Limits { get; set; } = HeadLimits.Default;

    public bool IsToHead(int index) => (HeadMethods >> (index & 31) & 1) != 0;
}
