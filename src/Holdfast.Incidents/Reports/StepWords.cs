using System.Text.RegularExpressions;

namespace Holdfast.Incidents.Reports;

/// <summary>What was done, as people say it: records begin with the subject as series and commands write it. Keeps nothing.</summary>
internal static partial class StepWords
{
    /// <summary>"server:shop/web-2: the server is taken out" is "web-2 is taken out"; "pool:shop: ..." is "pool shop: ...".</summary>
    public static string Of(string text) => Kind().Replace(Server().Replace(text, static match => $"{match.Groups["name"].Value}{(match.Groups["itself"].Success ? " " : ": ")}"), "${kind} ${name}: ");

    [GeneratedRegex(@"^server:[^/\s]*/(?<name>\S+): (?<itself>the server )?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Server();

    [GeneratedRegex(@"^(?<kind>pool|route|class):(?<name>\S+): ", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Kind();
}
