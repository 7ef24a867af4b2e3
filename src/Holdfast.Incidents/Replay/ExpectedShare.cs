namespace Holdfast.Incidents.Replay;

/// <summary>
/// Percentages that a drill asks for. Each follows from a promise of the gateway and from the outage's own figures: none is chosen after a run.
/// </summary>
internal static class ExpectedShare
{
    // The promise for a critical class under overload is 99.95 %; a drill's server is an estimate.
    private const double CriticalPercent = 99;

    // The promise under overload is 92 % of what the servers can do.
    private const double GoodputPercent = 92;
    private const double GoodputMaximum = 97;

    // A server that may be given more is given it within five seconds: what is promised in row C3 of docs/overload.md, whatever was measured since. Weights that go live
    // at once, or addresses that are wrong, ask a server for several times the load of the second before, and its limit has to be found anew. Servers that die have
    // row B3's promise, which has no such allowance.
    private const double SettlingSeconds = 5;

    // Of a trouble that is hardly longer than its settling, a drill would ask for next to nothing.
    private const double TroubleLeast = 2 * SettlingSeconds;

    /// <summary>As an expectation says it.</summary>
    public static string Settling => FormattableString.Invariant($", and {SettlingSeconds:0} s in which limits are found anew");

    /// <summary>Why a drill of it would prove nothing; null when it would.</summary>
    public static string? ProblemOf(ReplayPlan plan) => MustSettle(plan) && plan.Time.TroubleSeconds < TroubleLeast
        ? FormattableString.Invariant($"The trouble of incident {plan.Incident.Id} lasted {plan.Time.TroubleSeconds:0} s. After a change of the shares of servers {SettlingSeconds:0} s count for nothing, in which limits are found anew: a drill of less than {TroubleLeast:0} s would prove nothing.")
        : null;

    /// <summary>A change gave servers at once several times what they had: by its weights, or because it sent the requests of others nowhere.</summary>
    public static bool MustSettle(ReplayPlan plan) =>
        ScenarioExpectations.IsImbalance(plan) || (plan.Faults.Any(fault => fault.Kind == ReplayFaultKind.Unreachable) && !WereAllUnreachable(plan) && !CanBeCarried(plan));

    /// <summary>Percent of what the servers that are left can do, where they cannot carry all of it.</summary>
    public static double GoodputOfRest(ReplayPlan plan) => MustSettle(plan) ? Math.Floor(GoodputMaximum * Settled(plan)) : GoodputMaximum;

    public static double Critical(ReplayPlan plan) => MustSettle(plan) ? Math.Floor(CriticalPercent * Settled(plan)) : CriticalPercent;

    /// <summary>Servers that the change left with a weight.</summary>
    public static int Loaded(ReplayPlan plan) => plan.Changes[^1].Configuration.Servers.Count(server => server.Weight > 0);

    /// <summary>Percent of what all servers could do, at most of what was asked for: those without a weight are not used.</summary>
    public static double GoodputOfLoaded(ReplayPlan plan)
    {
        double loaded = plan.Capacity * Loaded(plan);
        double wanted = Math.Min(plan.Capacity * plan.Changes[^1].Configuration.Servers.Count, plan.Load.Sum(shape => shape.Rates.Average()) * plan.Scale);
        double share = Math.Min(1, loaded / Math.Max(1, wanted));
        return Math.Min(GoodputMaximum, Math.Floor(GoodputPercent * share * Settled(plan)));
    }

    /// <summary>Whether the servers that are in the pool now and are well could do what was asked for at every moment, as the drill estimates them.</summary>
    public static bool CanBeCarried(ReplayPlan plan) =>
        Enumerable.Range(0, (int)plan.Time.Length).All(second => plan.Present.Servers.Sum(server => CapacityAt(plan, server, second)) >= plan.Load.Sum(shape => shape.RateAt(second)) * plan.Scale);

    /// <summary>Whether there was a moment in which none of that day's servers could do anything.</summary>
    public static bool WereAllGone(ReplayPlan plan) =>
        plan.Faults.Count > 0 && Enumerable.Range(0, (int)plan.Time.Length).Any(second => plan.Old.Servers.Sum(server => CapacityAt(plan, server, second)) <= 0);

    /// <summary>Whether a change sent all requests where nobody listens.</summary>
    public static bool WereAllUnreachable(ReplayPlan plan) =>
        plan.Old.Servers.All(server => plan.Faults.Any(fault => fault.Kind == ReplayFaultKind.Unreachable && fault.Server.Recorded == server.Recorded)) && WereAllGone(plan);

    private static double CapacityAt(ReplayPlan plan, ReplayServer server, double second)
    {
        ReplayFault? fault = plan.Faults.FirstOrDefault(one => one.Server.Recorded == server.Recorded && plan.Time.At(one.From) <= second && (one.To is not { } to || second < plan.Time.At(to)));
        return fault is null ? plan.Capacity
            : fault.Kind == ReplayFaultKind.Slow ? plan.Capacity / Math.Max(1, fault.Size)
            : 0;
    }

    /// <summary>The part of the trouble in which limits have been found.</summary>
    private static double Settled(ReplayPlan plan) => 1 - (SettlingSeconds / plan.Time.TroubleSeconds);
}
