namespace Holdfast.DataPlane.Overload;

/// <summary>
/// From pressure to step: up at once, down one step a second once the pressure is well below what the step began at, so that a level
/// at a border does not make it flap. Control loop only.
/// </summary>
internal sealed class PressureLaw
{
    private const double Below = 0.05;
    private const long HoldNanoseconds = 1_000_000_000;

    // What does not run out stops before the step at which everything but CRITICAL is refused.
    private const double MostOfWhatDoesNotRunOut = 0.94;

    // The first is where there is still time to let idle clients go; between the last and the end lies what a burst of a tenth of a second takes.
    private static readonly double[] Thresholds = [0, 0.80, 0.85, 0.90, 0.95];

    private readonly bool onlyWhatRunsOut;
    private long calmSince;

    /// <param name="onlyWhatRunsOut">Looks at memory and descriptors alone: at what a client holds that is between requests.</param>
    public PressureLaw(bool onlyWhatRunsOut = false)
    {
        this.onlyWhatRunsOut = onlyWhatRunsOut;
    }

    public PressureStep Step { get; private set; }

    /// <summary>The part that presses most, and how much, 0 to 1 and above.</summary>
    public (PressurePart Part, double Level) Worst { get; private set; }

    /// <param name="levels">By part.</param>
    public PressureStep Update(ReadOnlySpan<double> levels, long nowNanoseconds)
    {
        Worst = (PressurePart.Heap, 0);
        for (int part = 0; part < levels.Length; part++)
        {
            double level = LevelOf((PressurePart)part, levels[part]);
            Worst = level > Worst.Level ? ((PressurePart)part, level) : Worst;
        }

        PressureStep wanted = StepOf(Worst.Level);
        if (wanted >= Step)
        {
            Step = wanted;
            calmSince = nowNanoseconds;
        }
        else if (Worst.Level > Thresholds[(int)Step] - Below)
        {
            calmSince = nowNanoseconds;
        }
        else if (nowNanoseconds - calmSince >= HoldNanoseconds)
        {
            Step--;
            calmSince = nowNanoseconds;
        }

        return Step;
    }

    private double LevelOf(PressurePart part, double level) => (PressureParts.RunsOut(part), onlyWhatRunsOut) switch
    {
        (true, _) => level,
        (false, true) => 0,
        _ => Math.Min(level, MostOfWhatDoesNotRunOut),
    };

    private static PressureStep StepOf(double level)
    {
        int step = 0;
        while (step + 1 < Thresholds.Length && level >= Thresholds[step + 1])
        {
            step++;
        }

        return (PressureStep)step;
    }
}
