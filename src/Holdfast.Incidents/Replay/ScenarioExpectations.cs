namespace Holdfast.Incidents.Replay;

/// <summary>What should have happened, by the kind of the outage: one line each, as a page writes it.</summary>
internal static class ScenarioExpectations
{
    private const int DetectionSeconds = 10;
    private const int CauseSeconds = 20;
    private const int CriticalLeast = 99;

    // A server that was crushed within a second was hardly seen at its best: it is estimated at three quarters of it.
    private const int CriticalOfOneServer = 90;

    public static IEnumerable<string> Of(ReplayPlan plan)
    {
        yield return Goodput(plan);
        if (plan.Load.Any(shape => shape.Name == "critical"))
        {
            yield return FormattableString.Invariant($"that: class-success, class: critical, during: trouble, atLeast: {(IsImbalance(plan) ? CriticalOfOneServer : CriticalLeast)}%, because: \"what matters most is served first\"");
        }

        yield return FormattableString.Invariant($"that: detection-seconds, during: trouble, atMost: {DetectionSeconds}s");
        if (CauseToName(plan) is { } cause)
        {
            yield return FormattableString.Invariant($"that: cause-first, cause: {cause}, during: trouble, atMost: {CauseSeconds}s");
        }

        yield return "that: recovery-seconds, during: after, atMost: 5s";
    }

    /// <summary>Whatever was blamed in the end: other weights went live before anybody was hurt.</summary>
    private static bool IsImbalance(ReplayPlan plan) => plan.Changes.Count > 0 && plan.Changes[^1].Configuration.HasOtherWeights(plan.Old);

    private static string Goodput(ReplayPlan plan)
    {
        if (IsImbalance(plan))
        {
            int[] weights = [.. plan.Changes[^1].Configuration.Servers.Select(server => server.Weight)];
            double loaded = plan.Capacity * weights.Count(weight => weight > 0);
            double wanted = Math.Min(plan.Capacity * weights.Length, plan.Load.Average(shape => shape.Rates.Average()) * plan.Load.Count * plan.Scale);
            double share = Math.Min(97, Math.Floor(92 * Math.Min(1, loaded / Math.Max(1, wanted))));
            return FormattableString.Invariant($"that: goodput-of-capacity, during: trouble, atLeast: {share:0}%, because: \"what the {weights.Count(weight => weight > 0)} servers with a weight can do, less 8 %\"");
        }

        bool isByLoad = FaultFinder.IsByLoad(plan.Incident.Cause?.Name) || plan.Incident.Cause is null;
        return isByLoad
            ? "that: goodput-of-capacity, during: trouble, atLeast: 90%, because: \"what is offered must not lower what is done\""
            : "that: users-failed, during: trouble, atMost: 1%, because: \"the other servers can carry it\"";
    }

    /// <summary>
    /// Where the present configuration keeps an outage from hurting, there may be nothing to name: only what stays to be seen is asked for.
    /// </summary>
    private static string? CauseToName(ReplayPlan plan) => IsImbalance(plan) ? "imbalance" : plan.Incident.Cause?.Name switch
    {
        "sick-server" or "pool-exhaustion" when plan.Faults.Any(fault => fault.Kind is ReplayFaultKind.Silent or ReplayFaultKind.Slow) => "sick-server",
        "surge" or "one-client" when plan.Load.All(shape => shape.Name != "few-clients") => "surge",
        _ => null,
    };
}
