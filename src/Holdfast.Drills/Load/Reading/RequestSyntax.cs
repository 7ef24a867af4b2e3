using Holdfast.Configuration.Checking.Syntax;
using Holdfast.Configuration.Reading;

namespace Holdfast.Drills.Load;

/// <summary>What can stand in a request, for traffic files and for the command line.</summary>
public static class RequestSyntax
{
    // The generator frames its requests itself; a wrong value here would break every one of them.
    private static readonly string[] FramingFields = ["Content-Length", "Transfer-Encoding", "Connection"];

    /// <summary>A path, perhaps with a query, as it goes into the request line.</summary>
    public static bool IsTarget(string text)
    {
        int query = text.IndexOf('?', StringComparison.Ordinal);
        string path = query < 0 ? text : text[..query];
        string rest = query < 0 ? "" : text[(query + 1)..].Replace("?", "", StringComparison.Ordinal);
        return text.StartsWith('/') && HttpSyntax.IsPathText(path) && HttpSyntax.IsPathText(rest);
    }

    public static bool IsMethod(string text) => HttpSyntax.IsToken(text);

    /// <summary>Null when the header can be sent.</summary>
    public static string? WhyNotHeader(string name, string value) =>
        !HttpSyntax.IsToken(name) ? $"{SafeText.Quote(name)} is not a field name"
        : FramingFields.Contains(name, StringComparer.OrdinalIgnoreCase) ? $"{name} is set by the generator itself"
        : !HttpSyntax.IsFieldValue(value) ? $"the value of {name} holds a symbol that no header can hold"
        : null;
}
