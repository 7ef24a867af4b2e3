namespace Holdfast.Admin;

/// <summary>One possible cause.</summary>
/// <param name="Name">Such as sick-server.</param>
/// <param name="Probability">0 to 1; those of all causes add up to 1.</param>
/// <param name="Decibans">What it was before anything was seen, and the evidence; 10 more is ten times as likely.</param>
/// <param name="TakenSeriouslyAt">When it was likely for the first time; null when it never was.</param>
/// <param name="RuledOutAt">Since when it is ruled out; null while it may be.</param>
/// <param name="RuledOutBecause">In one sentence.</param>
public sealed record CauseReport(
    string Name,
    double Probability,
    double Decibans,
    string Claim,
    IReadOnlyList<EvidenceReport> For,
    IReadOnlyList<EvidenceReport> Against,
    DateTimeOffset? TakenSeriouslyAt,
    DateTimeOffset? RuledOutAt,
    string? RuledOutBecause);
