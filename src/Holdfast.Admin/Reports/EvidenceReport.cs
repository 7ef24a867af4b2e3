namespace Holdfast.Admin;

/// <summary>One thing that was seen, with what is needed to look it up with GET /api/series.</summary>
/// <param name="Value">What it is, as the text says it; null when it cannot be a number.</param>
/// <param name="Onset">Since when; null for what has no beginning.</param>
public sealed record EvidenceReport(
    string Sign, string Family, string Subject, string Signal, DateTimeOffset From, DateTimeOffset To, double? Value, double? Baseline, double? Decibans, DateTimeOffset? Onset, string Text);
