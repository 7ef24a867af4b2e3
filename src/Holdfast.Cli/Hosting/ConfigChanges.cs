using Holdfast.Configuration;
using Holdfast.Telemetry.Series;

namespace Holdfast.Cli;

/// <summary>A change of the configuration as change events: one of the whole, and one for each weight, limit or bound that it moves.</summary>
internal static class ConfigChanges
{
    // A rewritten file changes hundreds; the first name what kind of change it was.
    private const int DetailsMaximum = 20;

    /// <param name="file">That was sent; null for the gateway's own.</param>
    /// <returns>What differs, in one line; "" when nothing does: a file that is read again as it was is no change.</returns>
    public static string Note(ChangeLog log, AppliedConfig before, AppliedConfig after, string source, string? file = null)
    {
        IReadOnlyList<ConfigDifference.Change> changes = ConfigDifference.Between(ConfigWriter.Write(before.Config), ConfigWriter.Write(after.Config));
        if (changes.Count == 0 && Said(before.Text).SequenceEqual(Said(after.Text)))
        {
            return "";
        }

        // A secret that is wrong now is a change like any other, though it is not shown.
        string described = changes.Count == 0 ? "what is not shown (secrets), or how it is written" : ConfigDifferenceText.Describe(changes);
        log.Add(ChangeKind.Configuration, "gateway", $"configuration revision {after.Revision}{(file is null ? "" : $" from {Path.GetFileName(file)}")}: {described}", source, before.Fingerprint, after.Fingerprint);
        string[] routes = [.. after.Config.Routes.Concat(before.Config.Routes).Select(route => route.Name).OfType<string>()];
        foreach (ConfigDifference.Change change in changes.Where(one => KindOf(one.Path) is not null).Take(DetailsMaximum))
        {
            log.Add(KindOf(change.Path)!.Value, SubjectOf(change.Path, routes), $"{change.Path} changed by the configuration", source, InOneLine(change.Before), InOneLine(change.After));
        }

        return described;
    }

    private static string? InOneLine(string? value) => value is null ? null : ConfigDifferenceText.InOneLine(value);

    private static IEnumerable<string> Said(string text) => text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#');

    private static ChangeKind? KindOf(string path)
    {
        string key = path[(path.LastIndexOf('.') + 1)..];
        return key == "weight" ? ChangeKind.Weights
            : key.Contains("maximum", StringComparison.OrdinalIgnoreCase) || path.Contains(".limit", StringComparison.OrdinalIgnoreCase) || path.Contains("connections", StringComparison.OrdinalIgnoreCase) ? ChangeKind.Limit
            : null;
    }

    /// <summary>
    /// "pools.shop.servers.10.0.0.1:80.weight" is about server:shop/10.0.0.1:80, "pools.shop.limits.maximum" about pool:shop, "routes.buy.maximumShare"
    /// about route:buy.
    /// </summary>
    /// <param name="routes">Names of those routes that have one: the others are called otherwise in the series.</param>
    internal static string SubjectOf(string path, IReadOnlyList<string> routes)
    {
        // Names may have dots: of "api" and "api.v2" the longer one is meant wherever both fit.
        if (routes.Where(name => path.StartsWith($"routes.{name}.", StringComparison.Ordinal)).MaxBy(name => name.Length) is { } route)
        {
            return new SeriesSubject(SubjectKind.Route, route).ToString();
        }

        string[] parts = path.Split('.');
        if (parts.Length < 3 || parts[0] != "pools")
        {
            return "gateway";
        }

        return parts.Length > 4 && parts[2] == "servers"
            ? new SeriesSubject(SubjectKind.Server, $"{parts[1]}/{string.Join('.', parts[3..^1])}").ToString()
            : new SeriesSubject(SubjectKind.Pool, parts[1]).ToString();
    }
}
