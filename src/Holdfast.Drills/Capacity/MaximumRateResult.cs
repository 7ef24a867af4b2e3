namespace Holdfast.Drills;

/// <summary>What a search found.</summary>
/// <param name="Rate">Maximum sustainable rate in requests per second; a lower bound when the end is ClientLimited or MaximumReached.</param>
/// <param name="Low">Lower end of the interval.</param>
/// <param name="High">Upper end of the interval; infinite when nothing failed.</param>
/// <param name="Trials">All of them, in order.</param>
/// <param name="Contradictions">Numbers of trials that failed well below the rate or were sustained well above it.</param>
/// <param name="Elapsed">Trials and pauses.</param>
public sealed record MaximumRateResult(
    MaximumRateEnd End, double Rate, double Low, double High, double Confidence, IReadOnlyList<Trial> Trials, IReadOnlyList<int> Contradictions, TimeSpan Elapsed);
