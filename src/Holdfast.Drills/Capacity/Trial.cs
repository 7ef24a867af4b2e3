namespace Holdfast.Drills;

/// <summary>One trial of a search with its verdict.</summary>
public sealed record Trial(int Number, TrialRequest Request, TrialOutcome Outcome)
{
    // A queue that grows shows in the missing answers long before it shows in the latency. What is in flight goes up and down by a few
    // requests without any trend, hence the small number beside the share.
    private const double FallsBehindShare = 0.02;
    private const double FallsBehindRequests = 5;

    public TrialVerdict Verdict =>
        Outcome.ClientLimited ? TrialVerdict.ClientLimited
        : !Outcome.ObjectiveMet ? TrialVerdict.MissedObjective
        : KeptPace ? TrialVerdict.Sustained
        : TrialVerdict.FellBehind;

    /// <summary>In a trial far above the capacity the answers come at the server's own pace: a good guess for what it can do.</summary>
    internal bool Saturated => PacePerSecond < 0.85 * Outcome.OfferedPerSecond;

    /// <summary>Refusals are answers too, but no work: a server that sheds answers everything.</summary>
    internal double PacePerSecond => Outcome.AchievedPerSecond * (1 - Outcome.ErrorShare);

    private bool KeptPace
    {
        get
        {
            double seconds = Request.Duration.TotalSeconds;
            double requests = Outcome.OfferedPerSecond * seconds;
            return Outcome.AchievedPerSecond * seconds >= (requests * (1 - FallsBehindShare)) - FallsBehindRequests;
        }
    }
}
