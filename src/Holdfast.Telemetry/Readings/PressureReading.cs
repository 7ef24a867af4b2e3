namespace Holdfast.Telemetry;

/// <summary>How short the gateway itself is of what it needs, at one moment. Immutable.</summary>
public sealed record PressureReading
{
    /// <summary>Of the part that presses most; 1 is too much.</summary>
    public double Level { get; init; }

    /// <summary>That part, for people.</summary>
    public string Worst { get; init; } = "";

    /// <summary>0 for none to 4: what the gateway does for its own sake.</summary>
    public int Step { get; init; }

    public string StepText { get; init; } = "";

    /// <summary>Each part by label.</summary>
    public IReadOnlyList<(string Part, double Level)> Parts { get; init; } = [];

    /// <summary>How often each step was taken since the start, by the part that pressed; those that have occurred.</summary>
    public IReadOnlyList<(int Step, string Part, long Count)> StepsTaken { get; init; } = [];

    /// <summary>Garbage collections that stopped the process, since the start.</summary>
    public long GcPauses { get; init; }

    public double GcPauseP999Nanoseconds { get; init; }

    public long GcPauseLongestNanoseconds { get; init; }
}
