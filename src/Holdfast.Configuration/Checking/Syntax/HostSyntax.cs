namespace Holdfast.Configuration.Checking.Syntax;

/// <summary>Host names: labels of letters, digits, '-' and '_' (which service names of containers have), at most 63 long.</summary>
internal static class HostSyntax
{
    private const int MaximumLength = 253;
    private const int MaximumLabel = 63;

    public static bool IsName(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > MaximumLength)
        {
            return false;
        }

        ReadOnlySpan<char> rest = text;
        while (true)
        {
            int dot = rest.IndexOf('.');
            ReadOnlySpan<char> label = dot < 0 ? rest : rest[..dot];
            if (!IsLabel(label))
            {
                return false;
            }

            if (dot < 0)
            {
                // 10.0.0.300 is a mistyped address, not a name: no top level is a number.
                return label.IndexOfAnyExceptInRange('0', '9') >= 0;
            }

            rest = rest[(dot + 1)..];
        }
    }

    private static bool IsLabel(ReadOnlySpan<char> label)
    {
        if (label.Length is 0 or > MaximumLabel || label[0] == '-' || label[^1] == '-')
        {
            return false;
        }

        foreach (char symbol in label)
        {
            if (!char.IsAsciiLetterOrDigit(symbol) && symbol is not ('-' or '_'))
            {
                return false;
            }
        }

        return true;
    }
}
