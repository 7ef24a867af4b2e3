using System.Text;

namespace Holdfast.Http1;

internal static class FieldPrefix
{
    public static bool Matches(ReadOnlySpan<byte> name, ReadOnlySpan<byte> prefix) =>
        name.Length >= prefix.Length && Ascii.EqualsIgnoreCase(name[..prefix.Length], prefix);
}
