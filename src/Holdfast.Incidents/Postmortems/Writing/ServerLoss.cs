using Holdfast.Incidents.Impact;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Postmortems.Writing;

/// <summary>A server of the pool that the gateway had to do without: at the time at which it was recorded, even when users felt it only later. Immutable.</summary>
/// <param name="Out">When it was taken out.</param>
/// <param name="Back">When it was available again; null while it was not.</param>
internal sealed record ServerLoss(TimelineEntry Out, TimelineEntry? Back)
{
    private const string Reason = "taken out: ";

    // What comes back is let in gradually, within seconds, and is warm soon after: what users felt later had nothing to do with it any more.
    private static readonly TimeSpan StillCold = TimeSpan.FromMinutes(1);

    /// <summary>It came back and went again: then the first time out and the last time back are told.</summary>
    public bool IsRepeated { get; init; }

    // A process that is started again is back, and asked, within that time.
    private static readonly TimeSpan Restarts = TimeSpan.FromSeconds(10);

    /// <summary>People have written down that they restarted it just before: it did not go by itself.</summary>
    public bool IsRestarted(Incident incident) => !IsRepeated && DraftText.StepsOfPeople(incident).Any(step => step.Text.Contains("restart", StringComparison.OrdinalIgnoreCase)
        && step.HappenedAt <= Out.HappenedAt && Out.HappenedAt - step.HappenedAt <= Restarts && step.Get("subject") == Out.Get("subject"));

    // Of three probes or so: the others carried its load for no longer than that.
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(5);

    /// <summary>Out for seconds, or only after people had begun to mend it: that made nothing worse, and may have come of what they did.</summary>
    public bool IsNoFactor(Incident incident) => !IsRepeated
        && ((Back is { } back && back.HappenedAt - Out.HappenedAt <= Short) || DraftText.StepsOfPeople(incident).Any(step => step.HappenedAt < Out.HappenedAt && StepEffect.Helped(incident, step.HappenedAt) == true));

    /// <summary>"server s2 of pool shop".</summary>
    public string Server => DraftText.Subject(Out);

    /// <summary>"s2".</summary>
    public string Name => NameOf(Out);

    /// <summary>", because connections to it failed"; "" where nobody wrote why.</summary>
    public string Because => Out.Text.IndexOf(Reason, StringComparison.Ordinal) is > 0 and int at ? $", because {PastTense.Of(Out.Text[(at + Reason.Length)..]).TrimEnd('.')}" : "";

    /// <summary>The same of several that went for the same reason: "because they closed connections".</summary>
    public static string BecauseOf(IReadOnlyList<ServerLoss> losses) => losses.Count < 2 ? losses[0].Because
        : losses[0].Because.Replace("because it ", "because they ", StringComparison.Ordinal).Replace("because its ", "because their ", StringComparison.Ordinal).Replace("to it ", "to them ", StringComparison.Ordinal).Replace(" it was ", " they were ", StringComparison.Ordinal);

    /// <summary>
    /// Those that users may have felt, in the order in which they went; of a server that came and went from the first time to the last. One that was well again before they were hurt is
    /// the story of an earlier outage.
    /// </summary>
    public static ServerLoss[] Of(Incident incident) =>
        [.. Recorded(incident).GroupBy(loss => loss.Server).Select(Together)];

    /// <summary>As <see cref="Of"/>, and a server that went again in a later outage is told again: what was out then is the story of that outage.</summary>
    public static ServerLoss[] OfEachOutage(Incident incident) =>
        [.. Recorded(incident).GroupBy(loss => (loss.Server, incident.Outages.Find(outage => outage.End is not { } end || loss.Out.HappenedAt < end)?.Number)).Select(Together)];

    /// <summary>So many were out at the same time, as it was recorded: servers that come and go in turn leave room for one another.</summary>
    public static int MostAtOnce(Incident incident)
    {
        ServerLoss[] all = [.. Recorded(incident)];
        return all.Select(loss => all.Where(other => other.Out.HappenedAt <= loss.Out.HappenedAt && !(other.Back?.HappenedAt <= loss.Out.HappenedAt)).DistinctBy(other => other.Server).Count()).DefaultIfEmpty().Max();
    }

    private static ServerLoss Together(IEnumerable<ServerLoss> losses)
    {
        ServerLoss[] all = [.. losses];
        return all.Length == 1 ? all[0] : new ServerLoss(all[0].Out, all[^1].Back) { IsRepeated = true };
    }

    private static IEnumerable<ServerLoss> Recorded(Incident incident)
    {
        DateTimeOffset from = (incident.Start ?? incident.OpenedAt) - StillCold;
        DateTimeOffset to = incident.End ?? incident.ResolvedAt ?? DateTimeOffset.MaxValue;
        TimelineEntry[] health = [.. incident.Story.Where(entry => entry.Get("change") == "health" && ChangeScope.IsOf(entry, incident.Pool))];
        return health.Where(entry => entry.Get("after") == "out" && entry.HappenedAt <= to)
            .Select(entry => new ServerLoss(entry, Array.Find(health, later => later.Get("subject") == entry.Get("subject") && later.Get("after") != "out" && later.HappenedAt >= entry.HappenedAt)))
            .Where(loss => loss.Back is null || loss.Back.HappenedAt >= from);
    }

    // Probes come every second or two, and the last seconds of harm are those in which they are let in again.
    private static readonly TimeSpan WithTheEnd = TimeSpan.FromSeconds(10);

    /// <summary>Those that were back when that outage was over.</summary>
    public static ServerLoss[] BackAt(Incident incident, Outage outage) =>
        [.. OfEachOutage(incident).Where(loss => loss.Back is { } back && outage.End is { } end && (back.HappenedAt - end).Duration() <= WithTheEnd)];

    // Users feel it at once, and what is told of the second comes from two clocks: the gateway's and that of the series.
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(5);

    /// <summary>Those that went when users began to be hurt, in whichever outage: where no cause was stated they are what the records do know.</summary>
    public static ServerLoss[] AtTheBeginning(Incident incident) =>
        [.. Of(incident).Where(loss => loss.Because.Length > 0 && incident.Outages.Exists(outage => (outage.Start - loss.Out.HappenedAt).Duration() <= AtOnce))];

    /// <summary>"servers a and b of pool shop".</summary>
    public static string InWords(Incident incident, IReadOnlyList<ServerLoss> losses) => $"{ServerNames.InWords([.. losses.Select(loss => loss.Name)])} of {DraftText.Service(incident)}";

    /// <summary>The cause that was found says it already, or it died of what the cause did to all of them.</summary>
    public bool IsTheCauseItself(Incident incident) => incident.Cause switch
    {
        { Name: "network" } => true,
        { Name: "sick-server" or MovedServers.Cause } cause => cause.IsOfAllServers || cause.Claim.Split(' ').Any(word => word.Trim(',', ':', ';', '(', ')') == Name),
        { } cause => CausePlaybooks.AreSessionsLost(incident.Impact) && cause.Name == "surge",
        null => false,
    };

    public static string NameOf(TimelineEntry entry) => (entry.Get("subject") ?? "").Split('/', 2)[^1];
}
