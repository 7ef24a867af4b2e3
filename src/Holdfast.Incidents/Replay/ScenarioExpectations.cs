namespace Holdfast.Incidents.Replay;

/// <summary>What should have happened, by the kind of the outage: one line each, as a page writes it. Next: <see cref="ExpectedShare"/>.</summary>
internal static class ScenarioExpectations
{
    private const int DetectionSeconds = 10;
    private const int CauseSeconds = 20;

    // The time to name it runs from the beginning of the trouble.
    private const int OnsetSeconds = 5;

    public static IEnumerable<string> Of(ReplayPlan plan) => plan.Sessions is { } crowd ? ScenarioSessions.Expectations(plan, crowd) : OfRequests(plan);

    private static IEnumerable<string> OfRequests(ReplayPlan plan)
    {
        yield return Goodput(plan);
        if (plan.Load.Any(shape => shape.Name == "critical"))
        {
            yield return FormattableString.Invariant($"that: class-success, class: critical, during: trouble, atLeast: {ExpectedShare.Critical(plan):0}%, because: \"what matters most is served first{(IsImbalance(plan) ? ExpectedShare.Settling : "")}\"");
        }

        yield return FormattableString.Invariant($"that: detection-seconds, during: trouble, atMost: {DetectionSeconds}s");
        if (CauseToName(plan) is { } cause)
        {
            yield return FormattableString.Invariant($"that: cause-first, cause: {cause}, during: trouble, atMost: {CauseSeconds}s");
        }

        yield return "that: recovery-seconds, during: after, atMost: 5s";
    }

    /// <summary>Whatever was blamed in the end: other weights went live before anybody was hurt.</summary>
    public static bool IsImbalance(ReplayPlan plan) => plan.Changes.Count > 0 && plan.Changes[^1].Configuration.HasOtherWeights(plan.Old);

    private static string Goodput(ReplayPlan plan)
    {
        if (IsImbalance(plan))
        {
            int loaded = ExpectedShare.Loaded(plan);
            string who = loaded == 1 ? "the one server" : FormattableString.Invariant($"the {loaded} servers");
            return FormattableString.Invariant($"that: goodput-of-capacity, during: trouble, atLeast: {ExpectedShare.GoodputOfLoaded(plan):0}%, because: \"what {who} with a weight can do, less 8 %{ExpectedShare.Settling}\"");
        }

        // While all are gone nothing can be delivered and nothing is missed: only users tell what happened.
        bool isByLoad = FaultFinder.IsByLoad(plan.Incident.Cause?.Name) || (plan.Incident.Cause is null && plan.Faults.Count == 0);
        if (!isByLoad && ExpectedShare.WereAllGone(plan))
        {
            return "that: users-failed, during: trouble, atMost: 1%, because: \"all servers of that day were gone at once, and only others can carry it\"";
        }

        return isByLoad
            ? "that: goodput-of-capacity, during: trouble, atLeast: 90%, because: \"what is offered must not lower what is done\""
            : ExpectedShare.CanBeCarried(plan)
            ? "that: users-failed, during: trouble, atMost: 1%, because: \"the other servers can carry it\""
            : "that: goodput-of-capacity, during: trouble, atLeast: 97%, because: \"the other servers cannot carry all of it, and what remains is used\"";
    }

    /// <summary>
    /// Where the present configuration keeps an outage from hurting, there may be nothing to name: only what stays to be seen from the
    /// beginning is asked for.
    /// </summary>
    private static string? CauseToName(ReplayPlan plan) => IsImbalance(plan) ? "imbalance" : plan.Incident.Cause?.Name switch
    {
        "sick-server" or "pool-exhaustion" when plan.Faults is [{ Kind: ReplayFaultKind.Silent or ReplayFaultKind.Slow } first, ..] && first.From - plan.Time.Start <= OnsetSeconds => "sick-server",
        "surge" or "one-client" when plan.Load.All(shape => shape.Name != "few-clients") => "surge",
        _ => null,
    };
}
