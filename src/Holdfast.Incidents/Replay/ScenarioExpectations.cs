namespace Holdfast.Incidents.Replay;

/// <summary>What should have happened, by the kind of the outage: in the order of the page. Next: <see cref="ReplayExpectation"/>, <see cref="ExpectedShare"/>.</summary>
internal static class ScenarioExpectations
{
    private const string Trouble = "trouble";
    private const int DetectionSeconds = 10;
    private const int CauseSeconds = 20;

    // The time to name it runs from the beginning of the trouble.
    private const int OnsetSeconds = 5;

    // Of what went wrong that day: the drill's servers and clients are estimates.
    private const double SymptomLeast = 0.5;

    public static IEnumerable<ReplayExpectation> Of(ReplayPlan plan) => plan.Sessions is { } crowd ? ScenarioSessions.Expectations(plan, crowd) : OfRequests(plan);

    /// <summary>As a task says them; what is asked for in several phases is said once.</summary>
    public static IReadOnlyList<string> InWords(ReplayPlan plan) => [.. Of(plan).Where(expectation => expectation.OnlyOn is null).Select(expectation => expectation.InWords).Distinct()];

    private static IEnumerable<ReplayExpectation> OfRequests(ReplayPlan plan)
    {
        // Where no address leads to any server, nobody can be served: what is asked for is that it is seen, and over when the change is taken back.
        bool isAnyReached = !ExpectedShare.WereAllUnreachable(plan);
        if (isAnyReached)
        {
            yield return Goodput(plan);
        }

        if (isAnyReached && plan.Load.Any(shape => shape.Name == "critical"))
        {
            yield return new ReplayExpectation("class-success", Trouble, FormattableString.Invariant($"atLeast: {ExpectedShare.Critical(plan):0}%")) { Of = "class: critical", Because = $"what matters most is served first{(ExpectedShare.MustSettle(plan) ? ExpectedShare.Settling : "")}" };
        }

        if (IsSeenAnyway(plan))
        {
            yield return new ReplayExpectation("detection-seconds", Trouble, FormattableString.Invariant($"atMost: {DetectionSeconds}s"));
        }

        if (CauseToName(plan) is { } cause)
        {
            yield return new ReplayExpectation("cause-first", Trouble, FormattableString.Invariant($"atMost: {CauseSeconds}s")) { Of = $"cause: {cause}" };
        }

        yield return new ReplayExpectation("recovery-seconds", "after", "atMost: 5s");
        if (Symptom(plan) is { } symptom)
        {
            yield return symptom;
        }
    }

    /// <summary>
    /// Where the servers that are left cannot carry all of it, the best gateway refuses some, and what is asked of the present configuration is that it uses them. That
    /// says nothing about whether the drill is the outage: on the configuration of that day users have to be hurt as they were.
    /// </summary>
    private static ReplayExpectation? Symptom(ReplayPlan plan)
    {
        int bound = (int)Math.Floor(100 * SymptomLeast * plan.FailedShare);
        return !IsOfMissingServers(plan) || bound < 1 ? null : new ReplayExpectation("users-failed", Trouble, FormattableString.Invariant($"atMost: {bound}%"))
        {
            OnlyOn = "old",
            Because = FormattableString.Invariant($"the symptom: {100 * plan.FailedShare:0} % of the requests went wrong that day, and with less than half of that it is not that outage"),
        };
    }

    /// <summary>Servers died, fell silent or could not be reached, and the others cannot carry all that is asked for.</summary>
    private static bool IsOfMissingServers(ReplayPlan plan) =>
        !plan.IsByLoad && !IsImbalance(plan) && plan.Faults.Any(fault => fault.Kind is ReplayFaultKind.Dead or ReplayFaultKind.Silent or ReplayFaultKind.Unreachable)
        && (!ExpectedShare.WereAllGone(plan) || ExpectedShare.WereAllUnreachable(plan)) && !ExpectedShare.CanBeCarried(plan);

    /// <summary>Whatever was blamed in the end: other weights went live before anybody was hurt.</summary>
    public static bool IsImbalance(ReplayPlan plan) => plan.Changes.Count > 0 && plan.Changes[^1].Configuration.HasOtherWeights(plan.Old);

    private static ReplayExpectation Goodput(ReplayPlan plan)
    {
        if (IsImbalance(plan))
        {
            int loaded = ExpectedShare.Loaded(plan);
            string who = loaded == 1 ? "the one server" : FormattableString.Invariant($"the {loaded} servers");
            return new ReplayExpectation("goodput-of-capacity", Trouble, FormattableString.Invariant($"atLeast: {ExpectedShare.GoodputOfLoaded(plan):0}%")) { Because = $"what {who} with a weight can do, less 8 %{ExpectedShare.Settling}" };
        }

        // While all are gone nothing can be delivered and nothing is missed: only users tell what happened.
        bool isByLoad = plan.IsByLoad || (plan.Incident.Cause is null && plan.Faults.Count == 0);
        if (!isByLoad && ExpectedShare.WereAllGone(plan))
        {
            return FewFail("all servers of that day were gone at once, and only others can carry it");
        }

        return isByLoad
            ? new ReplayExpectation("goodput-of-capacity", Trouble, "atLeast: 90%") { Because = "what is offered must not lower what is done" }
            : ExpectedShare.CanBeCarried(plan)
            ? FewFail(plan.Faults.Count == 0 ? "the servers can carry it" : "the other servers can carry it")
            : new ReplayExpectation("goodput-of-capacity", Trouble, FormattableString.Invariant($"atLeast: {ExpectedShare.GoodputOfRest(plan):0}%")) { Because = $"the other servers cannot carry all of it, and what remains is used{(ExpectedShare.MustSettle(plan) ? ExpectedShare.Settling : "")}" };
    }

    private static ReplayExpectation FewFail(string because) => new("users-failed", Trouble, "atMost: 1%") { Because = because };

    private static bool BeginsWithFault(ReplayPlan plan) => plan.Faults.Any(fault => fault.From - plan.Time.Start <= OnsetSeconds);

    /// <summary>Connections that run out without anything that broke are what is detected: where they suffice, nothing is unusual.</summary>
    private static bool IsSeenAnyway(ReplayPlan plan) => plan.Incident.Cause?.Name != "pool-exhaustion" || BeginsWithFault(plan) || IsImbalance(plan);

    /// <summary>
    /// Where the present configuration keeps an outage from hurting, there may be nothing to name: only what stays to be seen from the
    /// beginning is asked for.
    /// </summary>
    private static string? CauseToName(ReplayPlan plan) => IsImbalance(plan) ? "imbalance" : plan.Incident.Cause?.Name switch
    {
        // Whatever was blamed that day: where too few servers are left it hurts in any case, and what is to be named is them.
        _ when IsOfMissingServers(plan) && BeginsWithFault(plan) && plan.Faults[0].Kind == ReplayFaultKind.Dead => "sick-server",
        // Servers without names are new to the gateway at another address: they were never well there, and may be called nothing.
        "sick-server" when IsOfMissingServers(plan) && BeginsWithFault(plan) && plan.Faults[0].Kind == ReplayFaultKind.Unreachable => "sick-server",
        "sick-server" or "pool-exhaustion" when plan.Faults is [{ Kind: ReplayFaultKind.Silent or ReplayFaultKind.Slow } first, ..] && first.From - plan.Time.Start <= OnsetSeconds => "sick-server",
        "surge" or "one-client" when plan.IsByLoad && plan.Load.All(shape => shape.Name != LoadShapes.FewName) => "surge",
        _ => null,
    };
}
