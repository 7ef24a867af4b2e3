using System.Buffers;

namespace Holdfast.Configuration.Checking.Syntax;

internal static class HttpSyntax
{
    // RFC 9110 section 5.6.2.
    private static readonly SearchValues<char> TokenSymbols =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public static bool IsToken(string text) => text.Length > 0 && text.AsSpan().IndexOfAnyExcept(TokenSymbols) < 0;

    /// <summary>RFC 9110 section 5.5: visible ASCII, space and tab inside. CR and LF would end the field and begin another.</summary>
    public static bool IsFieldValue(string text) =>
        text.All(static symbol => symbol is (>= ' ' and <= '~') or '\t') && text.AsSpan().Trim(" \t").Length == text.Length;

    /// <summary>What may stand in a path as it goes over the wire.</summary>
    public static bool IsPathText(string text) => text.All(static symbol => symbol is > ' ' and <= '~' and not ('?' or '#' or '\\'));
}
