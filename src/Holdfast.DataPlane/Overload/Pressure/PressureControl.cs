using System.Globalization;
using Holdfast.Telemetry;
using Holdfast.Telemetry.Series;

namespace Holdfast.DataPlane.Overload;

/// <summary>
/// Keeps the gateway alive: every 100 ms from what the process uses to a step that the workers act on. Owner: the control loop.
/// Next: <see cref="PressureLevels"/>, <see cref="PressureLaw"/>, <see cref="PressureGauge"/>.
/// </summary>
internal sealed class PressureControl : IDisposable
{
    private static readonly string[] StepTexts =
    [
        "nothing",
        "nothing is refused yet",
        "best-effort and bulk requests with a body are refused",
        "best-effort and bulk requests are refused",
        "only critical requests are served and no new clients taken in",
    ];

    private readonly IPressureSource source;
    private readonly PressureGauge gauge;
    private readonly OverloadNotices notices;
    private readonly PressureLevels levels = new();
    private readonly PressureLaw law = new();
    private readonly PressureLaw room = new(onlyWhatRunsOut: true);
    private PressureReading reading = new();
    private PressurePart pressing;

    // By step and part: how often the step was taken because the part pressed.
    private readonly long[] taken = new long[StepTexts.Length * PressureParts.Count];

    public PressureControl(IPressureSource source, PressureGauge gauge, OverloadNotices notices)
    {
        this.source = source;
        this.gauge = gauge;
        this.notices = notices;
    }

    /// <summary>The stops for garbage collections so far.</summary>
    public PauseRecord Pauses { get; } = new();

    /// <summary>Called when memory or descriptors begin to be short: whoever is idle already has to be told.</summary>
    public Action OnShortIdle { get; init; } = () => { };

    /// <summary>Any thread.</summary>
    public PressureReading Reading => Volatile.Read(ref reading);

    /// <summary>Records each collection by itself until it is disposed of, and not only what a tick sees.</summary>
    public PauseWatch WatchCollections() => new(Pauses);

    public void Dispose() => (source as IDisposable)?.Dispose();

    public void Tick(long nowNanoseconds)
    {
        PressureFacts facts = source.Read(nowNanoseconds);
        levels.Update(facts, nowNanoseconds);
        Pauses.Update(facts.GcPauses, facts.Collections);
        PressureStep before = gauge.Step;
        PressureStep step = law.Update(levels.Values, nowNanoseconds);
        gauge.Step = step;
        bool lackedRoom = gauge.LacksRoom;
        gauge.LacksRoom = room.Update(levels.Values, nowNanoseconds) != PressureStep.None;
        if (step > before)
        {
            taken[((int)step * PressureParts.Count) + (int)law.Worst.Part]++;
        }

        Volatile.Write(ref reading, Read(step));
        if (step != before)
        {
            notices.Add(Notice(before, step));
        }

        if (gauge.LacksRoom && !lackedRoom)
        {
            OnShortIdle();
        }
    }

    private PressureReading Read(PressureStep step) => new()
    {
        Level = law.Worst.Level,
        Worst = PressureParts.TextOf(law.Worst.Part),
        Step = (int)step,
        StepText = TextOf(step),
        Parts = [.. levels.Values.Select((value, part) => (PressureParts.LabelOf((PressurePart)part), value))],
        StepsTaken = [.. Enumerable.Range(0, taken.Length).Where(index => taken[index] > 0).Select(TakenAt)],
        GcPauses = Pauses.Count,
        GcPauseP999Nanoseconds = Pauses.Percentile(99.9),
        GcPauseLongestNanoseconds = Pauses.LongestNanoseconds,
    };

    private (int Step, string Part, long Count) TakenAt(int index) =>
        (index / PressureParts.Count, PressureParts.LabelOf((PressurePart)(index % PressureParts.Count)), taken[index]);

    private string TextOf(PressureStep step) => gauge.LacksRoom ? $"{StepTexts[(int)step]}, idle clients are let go after 2 s" : StepTexts[(int)step];

    private OverloadNotice Notice(PressureStep before, PressureStep step)
    {
        // While it eases, what presses most may be a part that presses nobody: people want to know of the one that did.
        pressing = step > before ? law.Worst.Part : pressing;
        string level = (100 * (step > before ? law.Worst.Level : levels.Values[(int)pressing])).ToString("0", CultureInfo.InvariantCulture);
        string cause = PressureParts.TextOf(pressing);
        string text = step == PressureStep.None ? $"the gateway is out of pressure: {cause} at {level} %"
            : step < before ? $"{ChangeLog.Eases}, {cause} at {level} %: for the moment {TextOf(step)}"
            : $"the gateway is under pressure, {cause} at {level} %: {TextOf(step)}";
        return new(
            step > before ? EventLevel.Warning : EventLevel.Information,
            "pressure",
            text,
            [("part", PressureParts.LabelOf(pressing)), ("percent", level), ("step", ((int)step).ToString(CultureInfo.InvariantCulture))])
        {
            Step = new(SeriesSubject.Gateway, text, before == PressureStep.None ? ChangeLog.AdmitsAll : TextOf(before), step == PressureStep.None ? ChangeLog.AdmitsAll : TextOf(step)),
        };
    }
}
