using System.Globalization;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Replay;

/// <summary>Keeps with an incident what its drill needs of the series, while they still have it. Next: <see cref="KeptReplay"/>.</summary>
internal sealed class ReplayKeeper(IncidentBook book, ReplaySeries series)
{
    /// <summary>Of an incident that lasted longer, so much is kept from its beginning: its drill keeps the pace of the first minute alone.</summary>
    public const int SecondsMaximum = 900;

    // A fault is looked for from a little before the trouble on.
    private const int MarginSeconds = 10;
    private const int TextMaximum = 1024 * 1024;
    private const string TooMuch = "too much";

    private static readonly Signal[] OfServers =
    [
        Signal.Good, Signal.FailedRefused, Signal.FailedReset, Signal.FailedMidBody, Signal.FailedFirstByte, Signal.FailedTotalTime,
        Signal.FailedConnectTimeout, Signal.FailedServerError, Signal.FirstByteMedian, Signal.InFlight, Signal.Connections, Signal.Healthy,
    ];

    private static readonly Signal[] OfPools = [Signal.OfferedFirst, Signal.OfferedRetry, Signal.Clients, Signal.TopClientShare, Signal.ClientEntropy, Signal.FirstByteMedian];
    private static readonly Signal[] OfClasses = [Signal.OfferedFirst, Signal.OfferedRetry];

    /// <summary>Once for each outage, when the quiet after it was recorded.</summary>
    /// <param name="configuration">In force when it began.</param>
    public void Keep(Incident incident, TimeScale time, ReplayConfiguration configuration)
    {
        string text = KeptReplay.Write(series, Wanted(configuration), time.From - MarginSeconds, CountOf(time));
        // What is too much today is too much in the next second: that it was tried is kept as well.
        book.KeepText(NameOf(incident), text.Length <= TextMaximum ? text : TooMuch);
    }

    /// <summary>Or has tried to.</summary>
    public bool HasKept(Incident incident) => book.HasText(NameOf(incident));

    /// <summary>Its seconds are there.</summary>
    public bool HasSeconds(Incident incident) => book.TextOf(NameOf(incident)) is { } text && text != TooMuch;

    /// <summary>The series, with what was kept of the incident.</summary>
    public ReplaySeries SeriesOf(Incident incident) => book.TextOf(NameOf(incident)) is { } text && KeptReplay.Read(text) is { } kept ? kept.Before(series) : series;

    /// <summary>The last second that is kept; it has to be recorded before.</summary>
    public static long LastOf(TimeScale time) => time.From - MarginSeconds + CountOf(time) - 1;

    private static int CountOf(TimeScale time) => (int)Math.Min(SecondsMaximum, time.End + TimeScale.Rest - time.From + MarginSeconds);

    private static IEnumerable<(SeriesSubject, Signal)> Wanted(ReplayConfiguration configuration)
    {
        SeriesSubject pool = new(SubjectKind.Pool, configuration.Pool);
        IEnumerable<SeriesSubject> classes = configuration.Routes.Select(route => route.Class).Distinct().Select(name => new SeriesSubject(SubjectKind.Class, $"{configuration.Pool}/{name}"));
        IEnumerable<SeriesSubject> servers = configuration.Servers.Select(server => new SeriesSubject(SubjectKind.Server, $"{configuration.Pool}/{server.Recorded}"));
        return [.. OfPools.Select(signal => (pool, signal)), .. classes.SelectMany(one => OfClasses.Select(signal => (one, signal))), .. servers.SelectMany(one => OfServers.Select(signal => (one, signal)))];
    }

    // A relapse makes it another outage, which has to be kept as a whole.
    private static string NameOf(Incident incident) => string.Create(CultureInfo.InvariantCulture, $"replay:{incident.Id}:{incident.Outages.Count}");
}
