using Holdfast.Foundation;

namespace Holdfast.Configuration.Reading;

/// <summary>The question after a misspelt word. Next: <see cref="NearestWord"/>.</summary>
public static class DidYouMean
{
    public static string? Closest(string written, IEnumerable<string> known) => NearestWord.Of(written, known);

    /// <summary>The question, or nothing when no known word is close.</summary>
    public static string Question(string written, IEnumerable<string> known) =>
        Closest(written, known) is { } closest ? $"Did you mean {SafeText.Quote(closest)}?" : "";
}
