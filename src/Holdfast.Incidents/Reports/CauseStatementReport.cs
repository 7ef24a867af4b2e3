namespace Holdfast.Incidents.Reports;

public sealed record CauseStatementReport(string Name, string Claim, double Probability, string? Trigger, string? Sustaining, string? Contributing, DateTimeOffset FoundAt, string Record)
{
    /// <summary>Who has corrected it in a published postmortem; null for what the diagnosis stated.</summary>
    public string? CorrectedBy { get; init; }

    /// <summary>What spoke most for it, strongest first, a sentence each without a full stop.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>Of one client that asks for too much its name, as commands take it; null for others.</summary>
    public string? Client { get; init; }

    /// <summary>Servers that it blames and that may be used again since then.</summary>
    public IReadOnlyList<ServerBackReport> ServersBack { get; init; } = [];
}
