namespace Holdfast.Admin;

/// <summary>How short the gateway itself is of what it needs.</summary>
/// <param name="Level">Of the part that presses most; 1 is too much.</param>
/// <param name="Worst">That part, for people.</param>
/// <param name="Step">0 for none to 4.</param>
/// <param name="Doing">What the gateway does for its own sake.</param>
/// <param name="Parts">Each part by label.</param>
public sealed record PressureReport(double Level, string Worst, int Step, string Doing, IReadOnlyDictionary<string, double> Parts)
{
    /// <summary>Of a thousand garbage collections 999 stopped the process for no longer than this.</summary>
    public double GcPauseP999Seconds { get; init; }

    public double GcPauseLongestSeconds { get; init; }
}
