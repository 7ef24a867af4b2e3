using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Replay;

/// <summary>
/// Makes drills of incidents, and keeps with each incident the configuration of its day. Any thread, but Tick: the incidents' one.
/// Next: <see cref="ScenarioText"/>.
/// </summary>
/// <param name="present">The configuration in force as it was written, with its fingerprint.</param>
public sealed class ReplayDesk(IncidentDesk desk, ReplaySeries? series, Func<(string Fingerprint, string Text)?> present)
{
    private const double RateMaximum = 5000;
    private const int TextMaximum = 256 * 1024;

    private readonly ReplayKeeper? keeper = series is null ? null : new ReplayKeeper(desk.Book, series);
    private readonly ConfigurationTexts texts = new(desk.Book);
    private readonly ConfigurationHistory history = new(desk.Book);

    /// <summary>Once a second: each open incident knows which configuration is in force, and what it needs is kept with it.</summary>
    public void Tick()
    {
        if (present() is not { } now || now.Text.Length > TextMaximum)
        {
            return;
        }

        texts.See(now.Fingerprint, now.Text);
        foreach (Incident incident in desk.Book.All.Where(incident => incident.Status == IncidentStatus.Confirmed && !incident.Of(EntryKind.ConfigurationKept).Any()).ToList())
        {
            desk.Book.Add(incident.Id, new NewEntry(EntryKind.ConfigurationKept, desk.Now, "gateway", $"configuration {now.Fingerprint} is in force and is kept with the incident") { Data = new() { ["fingerprint"] = now.Fingerprint }, Sources = [incident.Entries[0].Reference] });
        }

        foreach (Incident incident in desk.Book.All.Where(incident => incident.Status is IncidentStatus.Confirmed or IncidentStatus.Monitoring))
        {
            texts.KeepFor(incident);
        }
    }

    /// <summary>Once a second: what a drill will need is kept while the series have it.</summary>
    public void Keep()
    {
        long now = desk.Now.ToUnixTimeSeconds();
        foreach (Incident incident in desk.Book.All.Where(incident => keeper?.IsDue(incident, now) == true).ToList())
        {
            if (history.InForceAt(incident, TimeScale.StartOf(incident) - TimeScale.Lead) is { } configuration)
            {
                keeper!.Keep(incident, now, configuration, history.NamesSince(incident, configuration), history.ServersSince(incident, configuration));
            }
        }
    }

    public ReplayAnswer Write(long id, string by)
    {
        if (desk.Book.Find(id) is not { } incident)
        {
            return ReplayAnswer.Refused(DeskOutcome.NotFound, $"There is no incident {id}: 'holdfast incident list' shows them.");
        }

        (ReplayPlan? plan, string problem) = Plan(incident);
        if (plan is null)
        {
            return ReplayAnswer.Refused(DeskOutcome.Refused, problem);
        }

        string text = ScenarioText.Write(plan with { Instance = desk.Book.Instance });
        string plays = plan.Part?.InWords ?? "";
        DeskAnswer noted = desk.With(id, _ => IncidentDesk.Do(new NewEntry(EntryKind.DrillWritten, desk.Now, by, $"drill {plan.Name} written from the records by {by}{(plays.Length > 0 ? $", of {plays}" : "")}") { Data = new() { ["drill"] = plan.Name, ["plays"] = plays }, Sources = [incident.Entries[^1].Reference] }));
        return noted.Outcome == DeskOutcome.Done ? new ReplayAnswer(DeskOutcome.Done, null, plan.Name, text) : ReplayAnswer.Refused(noted.Outcome, noted.Problem ?? "");
    }

    /// <summary>Null where no drill can be written from what was recorded.</summary>
    public ReplayOutlook? OutlookOf(Incident incident) => Plan(incident).Plan is { } plan ? new ReplayOutlook(ScenarioExpectations.InWords(plan), plan.Sessions?.Host.Death) : null;

    internal (ReplayPlan? Plan, string Problem) Plan(Incident incident)
    {
        if (keeper is null || ReplayRefusals.OfIncident(incident) is not null)
        {
            return (null, ReplayRefusals.OfIncident(incident) ?? "No series are recorded here: a drill is written from them.");
        }

        // What is there to be found out may have begun with its first symptom; what is played begins with the trouble itself.
        PlayedPart part = PlayedPart.Of(incident);
        TimeScale time = ScaleOf(part.Incident);
        if (history.InForceAt(incident, time.From) is not { } old)
        {
            return (null, ReplayRefusals.OfConfiguration(incident, history.IsKeptAt(incident, time.From)));
        }

        // A change that made many servers of few is part of the drill.
        ReplaySeries recorded = keeper.SeriesOf(incident).Also(history.NamesSince(incident, old));
        List<(long Second, ReplayConfiguration Configuration)> changes = UnansweredAddresses.Marked(history.Changes(part.Incident, time).Select(change => (change.Second, change.Configuration.CalledAs(old))), old, recorded, ConfigurationHistory.Seconds(incident), time);
        (old, changes, long? unprotectedAt) = SwitchedOff.Of(old, changes);
        int servers = old.Servers.Count == 0 ? 0 : ReplayFleet.Of([old, .. changes.Select(change => change.Configuration)]).Servers.Count;
        if (servers is 0 or > ReplayFleet.ServersMaximum)
        {
            return (null, $"Pool {old.Pool} has {servers} servers: a drill on one machine has 1 to {ReplayFleet.ServersMaximum}.");
        }

        ReplayPlan plan = PlanOf(part, time, old, changes, recorded);
        OutageStart start = new(part.Incident, recorded, new SeriesSubject(SubjectKind.Pool, old.Pool), time);
        long from = start.Of(plan.Faults, [.. changes.Where(change => change.Configuration.HasOtherWeights(old)).Select(change => change.Second)]);
        plan = from == time.Start ? plan : PlanOf(part, new TimeScale(from, time.End), old, changes, recorded);
        plan = plan with { UnprotectedAt = unprotectedAt };
        return (ReplayRefusals.OfNothing(plan) ?? ProblemOf(plan) ?? ExpectedShare.ProblemOf(plan)) is { } problem ? (null, problem) : (plan, "");
    }

    private ReplayPlan PlanOf(PlayedPart part, TimeScale time, ReplayConfiguration old, List<(long Second, ReplayConfiguration Configuration)> changes, ReplaySeries recorded)
    {
        Incident incident = part.Incident;
        SeriesSubject pool = new(SubjectKind.Pool, old.Pool);
        SeriesSubject[] subjects = [.. old.Servers.Select(old.SubjectOf)];
        ServerEstimate estimate = ServerEstimate.Of(recorded, subjects, time);
        // Connections that hang are a bound of the servers' only where the diagnosis says so; in any other overload they hang, too.
        estimate = incident.Cause?.Name == "pool-exhaustion" ? estimate : estimate with { ConnectionsMaximum = 0 };
        LoadShapes shapes = new(recorded, old, time);
        IReadOnlyList<LoadShape> load = shapes.Read();
        double most = Enumerable.Range(0, load[0].Rates.Count).Max(step => load.Sum(one => one.Rates[step]));
        double scale = Math.Min(1, RateMaximum / most);
        ServerDeaths deaths = new(incident, recorded, [.. old.Servers.Zip(subjects)], time);
        bool isByLoad = (incident.Cause is { } cause ? FaultFinder.IsByLoad(cause.Name) : LoadShapes.HasDoubled(load)) && !deaths.CameFirst;
        // A change that gives servers other shares loads them; that is no fault of theirs.
        bool hasOtherWeights = changes.Exists(change => change.Configuration.HasOtherWeights(old));
        long? coarse = CoarseFrom(part.Whole, time);
        FaultFinder finder = new(recorded, [.. old.Servers.Zip(subjects)], time, coarse) { AnswerSeconds = old.FirstByteSeconds };
        IReadOnlyList<ReplayFault> faults = UnansweredAddresses.And(UnansweredAddresses.Faults(changes, old), FullServerFaults.Without(FaultsOf(finder, deaths, isByLoad || hasOtherWeights), recorded, old.Pool, estimate.ConnectionsMaximum));
        estimate = estimate.WithSlow(recorded, [.. old.Servers.Zip(subjects)], faults, time);
        (ReplayConfiguration inForce, PresentBasis basis) = PresentOf(old, changes, incident.Pool);
        ReplayPlan plan = new(incident, time, old, inForce, changes, Announced(incident, time), estimate, faults, load, scale) { Part = part, CoarseFrom = coarse, Basis = basis, IsByLoad = isByLoad, UnrecordedSeconds = shapes.UnrecordedSeconds, FailedShare = FailedShareOf(incident, recorded, pool, time) };
        plan = plan with { FailedOrLateShare = LateAnswers.Of(recorded, pool, time.Start, (int)(time.End - time.Start)) is { } late ? FailedShareOf(incident, recorded, pool, time, late) : null };
        // Hosts that died of their sessions do so again by themselves.
        if (SessionEstimate.Of(recorded, pool, subjects, time) is { } host)
        {
            SessionCrowd crowd = SessionCrowd.Of(host, recorded, old, inForce, time);
            plan = plan with { Sessions = crowd, Load = [crowd.Users], Faults = [], Scale = 1 };
        }

        return plan;
    }

    private static double FailedShareOf(Incident incident, ReplaySeries recorded, SeriesSubject pool, TimeScale time, double late = 0)
    {
        double offered = recorded.Offered(pool, time.Start, (int)(time.End - time.Start)).Sum();
        return offered > 0 ? Math.Min(1, (incident.Impact.Failed + incident.Impact.Shed + late) / offered) : 0;
    }

    /// <summary>Servers that close connections while load is too much for them do it again by themselves.</summary>
    private static IReadOnlyList<ReplayFault> FaultsOf(FaultFinder finder, ServerDeaths deaths, bool isByLoad) =>
        GoneTogether.Of(isByLoad ? finder.Find(isByLoad) : deaths.And(finder.Find()));

    /// <summary>The first second of the trouble of which only means are left; null when all of its seconds are there.</summary>
    private long? CoarseFrom(Incident incident, TimeScale time)
    {
        long fine = keeper!.FineTo(incident, time.From);
        return fine < time.End && fine < ReplayKeeper.OldestOf(desk.Now.ToUnixTimeSeconds()) ? fine : null;
    }

    /// <summary>Means of ten seconds and more do not show a server that refused a few requests and was out from then on.</summary>
    private static string? ProblemOf(ReplayPlan plan) => plan.Sessions is { } crowd ? crowd.ProblemOf(plan)
        : plan.CoarseFrom < ReplayKeeper.LimitOf(plan.Incident) && plan.Faults.Count == 0 && plan.Incident.Cause?.Name == "sick-server"
            ? $"The seconds of incident {plan.Incident.Id} were not kept with it, and in the means of ten seconds and more that are left no server is seen to fail: on the configuration of that day such a drill would pass."
            : null;

    /// <summary>Of an incident that has a start and an end.</summary>
    private static TimeScale ScaleOf(Incident incident) => new(TimeScale.StartOf(incident), incident.End!.Value.ToUnixTimeSeconds());

    /// <summary>The one in force, with servers that were brought in since; where none of that day's is left, what befell them would prove nothing.</summary>
    private (ReplayConfiguration, PresentBasis) PresentOf(ReplayConfiguration old, List<(long Second, ReplayConfiguration Configuration)> changes, string pool)
    {
        if (present() is not { } now || ReplayConfiguration.Read(now.Text, pool)?.CalledAs(old) is not { } read)
        {
            return (old, PresentBasis.NoPool);
        }

        return !read.Servers.Any(server => old.Servers.Any(one => one.Recorded == server.Recorded)) ? (old, PresentBasis.NoServerLeft)
            : ReplayFleet.Of([old, .. changes.Select(change => change.Configuration), read]).Servers.Count > ReplayFleet.ServersMaximum ? (old, PresentBasis.TooManyServers)
            : (read, read.IsWrittenAs(old) ? PresentBasis.SameText : PresentBasis.InForce);
    }

    private static List<(long, string)> Announced(Incident incident, TimeScale time) =>
        [.. incident.Of(EntryKind.Change).Where(entry => entry.Get("change") == "deployment" && entry.HappenedAt.ToUnixTimeSeconds() >= time.From).Select(entry => (entry.HappenedAt.ToUnixTimeSeconds(), entry.Text[(entry.Text.IndexOf(": ", StringComparison.Ordinal) + 1)..].Trim()))];
}
