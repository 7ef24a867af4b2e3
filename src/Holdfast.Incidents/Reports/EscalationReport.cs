namespace Holdfast.Incidents.Reports;

/// <summary>The policy in force, as GET /api/escalation shows it; without addresses and keys.</summary>
/// <param name="Waiting">Messages that were queued and not delivered.</param>
public sealed record EscalationReport(string Team, IReadOnlyList<OnCallReport> OnCall, IReadOnlyList<LevelReport> Levels, IReadOnlyList<string> Channels, int Waiting)
{
    /// <summary>Those that are not over: nobody is called while one is in force.</summary>
    public IReadOnlyList<SilenceReport> Silences { get; init; } = [];
}
