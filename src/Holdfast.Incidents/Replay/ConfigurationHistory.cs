using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Replay;

/// <summary>The configurations of an incident, by its entries and by the texts that are kept with it. Reads only.</summary>
internal sealed class ConfigurationHistory(IncidentBook book)
{
    // What hurts at once is felt in the second in which it is done.
    private const int CauseLatest = 1;

    /// <summary>What was replaced by the first change after that second; what the last one before it brought, or was kept when it was declared, when there was none. Null where the text was not kept.</summary>
    public ReplayConfiguration? InForceAt(Incident incident, long second) => Read(FingerprintAt(incident, second), incident.Pool);

    /// <summary>Whether the text is there, whatever is in it.</summary>
    public bool IsKeptAt(Incident incident, long second) => FingerprintAt(incident, second) is { } fingerprint && book.HasText(ConfigurationTexts.NameOf(fingerprint));

    /// <summary>Those that may have caused it; what was changed later was done against it.</summary>
    public IEnumerable<(long Second, ReplayConfiguration Configuration)> Changes(Incident incident, TimeScale time) =>
        Revisions(incident).Where(entry => SecondOf(entry) >= time.From && SecondOf(entry) <= time.Start + CauseLatest)
            .Select(entry => (SecondOf(entry), Read(entry.Get("after"), incident.Pool)!)).Where(change => change.Item2 is not null);

    /// <summary>When a configuration went live, the first one first.</summary>
    public static IReadOnlyList<long> Seconds(Incident incident) => [.. Revisions(incident).Select(SecondOf)];

    /// <summary>A server that a reload has named since is recorded under both names.</summary>
    public Dictionary<SeriesSubject, IReadOnlyList<SeriesSubject>> NamesSince(Incident incident, ReplayConfiguration old)
    {
        ReplayConfiguration[] later = Later(incident);
        return old.Servers
            .Select(server => (server, Others: later.SelectMany(one => one.Servers).Where(one => one.Address == server.Address && one.Recorded != server.Recorded).Select(one => one.Recorded).Distinct().ToArray()))
            .Where(one => one.Others.Length > 0)
            .ToDictionary(one => old.SubjectOf(one.server), one => (IReadOnlyList<SeriesSubject>)[.. one.Others.Select(name => new SeriesSubject(SubjectKind.Server, $"{old.Pool}/{name}"))]);
    }

    /// <summary>That a change brought: at other addresses than any of that day's, and under other names.</summary>
    public IReadOnlyList<ReplayServer> ServersSince(Incident incident, ReplayConfiguration old) =>
        [.. Later(incident).SelectMany(one => one.CalledAs(old).Servers).DistinctBy(server => server.Recorded).Where(server => old.Servers.All(one => one.Recorded != server.Recorded))];

    private ReplayConfiguration[] Later(Incident incident) => [.. Revisions(incident).Select(entry => Read(entry.Get("after"), incident.Pool)).OfType<ReplayConfiguration>()];

    private static string? FingerprintAt(Incident incident, long second) =>
        Revisions(incident).FirstOrDefault(entry => SecondOf(entry) >= second)?.Get("before") ?? Revisions(incident).LastOrDefault()?.Get("after") ?? incident.Of(EntryKind.ConfigurationKept).FirstOrDefault()?.Get("fingerprint");

    private static IEnumerable<TimelineEntry> Revisions(Incident incident) =>
        incident.Entries.Where(entry => entry.Get("change") == "configuration" && entry.Get("before") is not null).OrderBy(entry => entry.HappenedAt);

    private static long SecondOf(TimelineEntry entry) => entry.HappenedAt.ToUnixTimeSeconds();

    private ReplayConfiguration? Read(string? fingerprint, string pool) =>
        fingerprint is not null && book.TextOf(ConfigurationTexts.NameOf(fingerprint)) is { } text ? ReplayConfiguration.Read(text, pool) : null;
}
