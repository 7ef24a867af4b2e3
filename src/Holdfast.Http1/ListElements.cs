namespace Holdfast.Http1;

/// <summary>Walks a comma-separated list (RFC 9110 section 5.6.1) of tokens; elements come trimmed and may be empty.</summary>
internal static class ListElements
{
    public static bool Next(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> element)
    {
        if (rest.IsEmpty)
        {
            element = default;
            return false;
        }

        int comma = rest.IndexOf((byte)',');
        element = comma < 0 ? rest : rest[..comma];
        while (element is [(byte)' ' or (byte)'\t', ..])
        {
            element = element[1..];
        }

        while (element is [.., (byte)' ' or (byte)'\t'])
        {
            element = element[..^1];
        }

        rest = comma < 0 ? default : rest[(comma + 1)..];
        return true;
    }
}
