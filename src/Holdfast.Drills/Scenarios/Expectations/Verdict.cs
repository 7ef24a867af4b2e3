namespace Holdfast.Drills.Scenarios;

/// <summary>What became of one expectation.</summary>
/// <param name="Sentence">The expectation as people say it: "goodput-of-capacity at least 92 % during surge".</param>
/// <param name="Measured">With its unit.</param>
public sealed record Verdict(string Sentence, bool Passed, string Measured, string Detail)
{
    /// <summary>A share of requests that missed its bound by 25 percent points or more.</summary>
    public bool MissedByFar { get; init; }
}
