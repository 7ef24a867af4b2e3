using System.Globalization;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Replay;

/// <summary>Keeps with an incident what its drill needs of the series, while they still have it. Next: <see cref="KeptReplay"/>.</summary>
internal sealed class ReplayKeeper(IncidentBook book, ReplaySeries series)
{
    /// <summary>
    /// So much is kept of an incident, from its beginning on. A minute less than servers' seconds are in memory: all are still there when the
    /// last of them has passed.
    /// </summary>
    public const int SecondsMaximum = 840;

    // Between the clock and the newest second that is recorded.
    private const int Slack = 10;

    // A fault is looked for from a little before the trouble on.
    private const int MarginSeconds = 10;
    private const int TextMaximum = 1024 * 1024;
    private const string TooMuch = "too much";

    private static readonly Signal[] OfServers =
    [
        Signal.Good, Signal.FailedRefused, Signal.FailedReset, Signal.FailedMidBody, Signal.FailedFirstByte, Signal.FailedTotalTime,
        Signal.FailedConnectTimeout, Signal.FailedServerError, Signal.FirstByteMedian, Signal.InFlight, Signal.Connections, Signal.Healthy,
        Signal.Sessions, Signal.FailedSessionCut,
    ];

    private static readonly Signal[] OfPools =
    [
        Signal.OfferedFirst, Signal.OfferedRetry, Signal.Clients, Signal.TopClientShare, Signal.ClientEntropy, Signal.FirstByteMedian, Signal.Sessions, Signal.SessionsOpened,
        Signal.ShedOverload, Signal.ShedWaited, Signal.Queued, Signal.FirstByteP99, Signal.QueueWaitMedian, Signal.QueueWaitP99, Signal.ConnectionWaits,
    ];

    private static readonly Signal[] OfClasses = [Signal.OfferedFirst, Signal.OfferedRetry];

    /// <summary>The oldest second that the series have of servers; what is older is there in steps of ten seconds at best.</summary>
    public static long OldestOf(long now) => now - new SeriesLimits().ServerSeconds + Slack;

    /// <summary>Once for each outage: when the quiet after it was recorded, or as much as is kept, so that no trouble outlasts its seconds.</summary>
    public bool IsDue(Incident incident, long now) =>
        incident.Outages.Count > 0 && LastOf(incident) is var last && now > last + 1 && last >= OldestOf(now) && !book.HasText(NameOf(incident, incident.Outages.Count));

    /// <summary>What was not kept with an earlier outage of the incident, as far as its seconds are there.</summary>
    /// <param name="configuration">In force when it began.</param>
    /// <param name="names">Others that its servers had since.</param>
    /// <param name="brought">Servers that changes have brought since; the first of them, as far as a drill has room.</param>
    public void Keep(Incident incident, long now, ReplayConfiguration configuration, IReadOnlyDictionary<SeriesSubject, IReadOnlyList<SeriesSubject>>? names = null, IReadOnlyList<ReplayServer>? brought = null)
    {
        long from = TimeScale.StartOf(incident) - TimeScale.Lead;
        long known = FineTo(incident, from);
        long first = Math.Max(OldestOf(now), known > from ? known : from - MarginSeconds);
        int count = (int)Math.Max(0, LastOf(incident) + 1 - first);
        string? text = configuration.Servers.Count <= ReplayFleet.ServersMaximum ? KeptReplay.Write(names is null ? series : series.Also(names), Wanted(configuration, brought ?? []), first, count, TextMaximum) : null;
        // What is too much today is too much in the next second: that it was tried is kept as well.
        book.KeepText(NameOf(incident, incident.Outages.Count), text ?? TooMuch);
    }

    /// <summary>The second after the last of those that are kept without a gap from that one on.</summary>
    public long FineTo(Incident incident, long from) => Texts(incident).Aggregate(from, (next, kept) => kept.From <= next && kept.End > next ? kept.End : next);

    /// <summary>The series, with what was kept of the incident. What was kept first was kept in time.</summary>
    public ReplaySeries SeriesOf(Incident incident) => Texts(incident).Reverse().Aggregate(series, (rest, kept) => kept.Before(rest));

    /// <summary>The second after the last that is kept of an incident, however long it lasts.</summary>
    public static long LimitOf(Incident incident) => TimeScale.StartOf(incident) - TimeScale.Lead - MarginSeconds + SecondsMaximum;

    /// <summary>The last second that is kept; it has to be recorded before.</summary>
    private static long LastOf(Incident incident) => Math.Min(LimitOf(incident), incident.End is { } end ? end.ToUnixTimeSeconds() + TimeScale.Rest : long.MaxValue) - 1;

    /// <summary>In the order of its outages.</summary>
    private IEnumerable<KeptReplay> Texts(Incident incident) =>
        Enumerable.Range(1, incident.Outages.Count).Select(number => book.TextOf(NameOf(incident, number)) is { } text ? KeptReplay.Read(text) : null).OfType<KeptReplay>();

    private static IEnumerable<(SeriesSubject, Signal)> Wanted(ReplayConfiguration configuration, IEnumerable<ReplayServer> brought)
    {
        SeriesSubject pool = new(SubjectKind.Pool, configuration.Pool);
        IEnumerable<SeriesSubject> classes = configuration.Routes.Select(route => route.Class).Distinct().Select(name => new SeriesSubject(SubjectKind.Class, $"{configuration.Pool}/{name}"));
        IEnumerable<SeriesSubject> servers = configuration.Servers.Concat(brought).Take(ReplayFleet.ServersMaximum).Select(configuration.SubjectOf);
        return [.. OfPools.Select(signal => (pool, signal)), .. classes.SelectMany(one => OfClasses.Select(signal => (one, signal))), .. servers.SelectMany(one => OfServers.Select(signal => (one, signal)))];
    }

    // A relapse adds the seconds that came since.
    private static string NameOf(Incident incident, int outage) => string.Create(CultureInfo.InvariantCulture, $"replay:{incident.Id}:{outage}");
}
