using System.Text;

namespace Holdfast.DataPlane.Routing;

/// <summary>Brings an authority into the form that hosts are compared in: lower case, no port, no closing dot.</summary>
internal static class HostName
{
    // RFC 1035 section 2.3.4 allows 255 bytes of name; 8 more hold a port of five digits, its colon and a closing dot.
    public const int MaximumBytes = 263;

    /// <summary>The name within <paramref name="space"/>; empty where it is longer than any name can be: it then belongs to no named host.</summary>
    public static ReadOnlySpan<byte> Normalise(ReadOnlySpan<byte> authority, Span<byte> space)
    {
        ReadOnlySpan<byte> name = WithoutPort(authority);
        if (name.Length > 1 && name[^1] == '.')
        {
            name = name[..^1];
        }

        // Non-ASCII bytes never come from a checked Host; ToLower stops at one and the name is then nobody's.
        return name.Length <= space.Length && Ascii.ToLower(name, space, out int written) == System.Buffers.OperationStatus.Done
            ? space[..written]
            : default;
    }

    private static ReadOnlySpan<byte> WithoutPort(ReadOnlySpan<byte> authority)
    {
        // An IPv6 address has colons of its own, in brackets.
        int from = authority.Length > 0 && authority[0] == '[' ? authority.IndexOf((byte)']') + 1 : 0;
        int colon = authority[from..].IndexOf((byte)':');
        return colon < 0 ? authority : authority[..(from + colon)];
    }
}
