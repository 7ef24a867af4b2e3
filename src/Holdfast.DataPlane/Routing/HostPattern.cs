using System.Text;

namespace Holdfast.DataPlane.Routing;

/// <summary>The host of a match as the operator wrote it, in the form that requests are compared in.</summary>
/// <param name="Name">Lower case, without port and closing dot; a suffix keeps its leading dot. Empty for any.</param>
internal readonly record struct HostPattern(HostPatternKind Kind, string Name)
{
    public static HostPattern Parse(string? host)
    {
        if (string.IsNullOrEmpty(host) || string.Equals(host, "*", StringComparison.Ordinal))
        {
            return new HostPattern(HostPatternKind.Any, "");
        }

        bool suffix = host.StartsWith("*.", StringComparison.Ordinal);
        Span<byte> space = stackalloc byte[HostName.MaximumBytes];
        ReadOnlySpan<byte> name = HostName.Normalise(Encoding.UTF8.GetBytes(suffix ? host[1..] : host), space);
        return new HostPattern(suffix ? HostPatternKind.Suffix : HostPatternKind.Exact, Encoding.UTF8.GetString(name));
    }
}
