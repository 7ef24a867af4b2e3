using System.Text.RegularExpressions;

namespace Holdfast.Incidents.Lifecycle;

/// <summary>What a title says of the harm: figures are those of one moment, and a title stays. Keeps nothing.</summary>
internal static partial class TitleWords
{
    /// <summary>"20 % of the requests failed" is "requests failed"; "the wait takes 444 ms instead of 7 ms" is "the wait takes longer than usual".</summary>
    public static string Of(string harm) => Slower().Replace(Share().Replace(harm, ""), " takes longer than usual");

    [GeneratedRegex(@"^(?:(?:over |under )?[\d.,]+ %|most) of the ", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Share();

    [GeneratedRegex(@" takes \S+ \S+ instead of \S+ \S+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Slower();
}
