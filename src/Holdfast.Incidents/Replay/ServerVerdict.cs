namespace Holdfast.Incidents.Replay;

/// <summary>What is wrong with one server in one second, by its own series and by what the others of its pool did then. Next: <see cref="FaultStretch"/>.</summary>
/// <param name="Kind">None where nothing is.</param>
/// <param name="Size">How many times slower, or the share of errors; 0 for the others.</param>
internal readonly record struct ServerVerdict(ReplayFaultKind Kind, double Size)
{
    private const double ErrorsLeast = 0.1;

    // Two errors that are not one request's bad luck; in a mean of ten seconds two of them are this much a second.
    private const double ErrorRateLeast = 2;
    private const double ErrorRateLeastCoarse = 0.2;

    public static ServerVerdict Well => new(ReplayFaultKind.None, 0);

    public static ServerVerdict Of(ServerColumns own, ServerColumns[] others, int second)
    {
        double one = own.OneRequest(second);
        if (own.Refused[second] >= one && own.Good[second] < own.Refused[second] + one)
        {
            return new ServerVerdict(ReplayFaultKind.Dead, 0);
        }

        if (own.Good[second] == 0 && own.TimedOut[second] >= one && (others.Any(other => other.IsWell(second)) || own.WasWellUntil(second)))
        {
            return new ServerVerdict(ReplayFaultKind.Silent, 0);
        }

        // The probes found it out before a request did: it is gone as the others are that went with it.
        if (own.IsOut[second] && own.Good[second] == 0 && own.WasWellUntil(second))
        {
            bool isSilent = others.Any(other => other.TimedOut[second] >= one && other.Refused[second] == 0) || own.FellSilent(second);
            return new ServerVerdict(isSilent ? ReplayFaultKind.Silent : ReplayFaultKind.Dead, 0);
        }

        return SlowServer.IsSlow(own, others, second) ? new ServerVerdict(ReplayFaultKind.Slow, own.Slower(second)) : OfErrors(own, second);
    }

    /// <summary>Where load is to blame: nobody listens at its address, and nothing was answered.</summary>
    public static ServerVerdict ByLoad(ServerColumns own, int second) =>
        own.NobodyThere[second] >= own.OneRequest(second) && own.Good[second] == 0 ? new ServerVerdict(ReplayFaultKind.Dead, 0) : Well;

    private static ServerVerdict OfErrors(ServerColumns own, int second)
    {
        double share = own.Errors[second] / Math.Max(1, own.Good[second] + own.Errors[second]);
        return share >= ErrorsLeast && own.Errors[second] >= (own.IsCoarse(second) ? ErrorRateLeastCoarse : ErrorRateLeast) ? new ServerVerdict(ReplayFaultKind.Failing, share) : Well;
    }
}
