namespace Holdfast.Drills.Load;

/// <summary>Counts by tenths of a second. Loop's thread only.</summary>
internal sealed class TenthRecorder
{
    // An hour: 1.4 MiB. Nobody looks for a tenth of a second in a longer run.
    private const int Maximum = 36_000;

    private readonly LoadTimes times;

    public TenthRecorder(LoadTimes times)
    {
        this.times = times;
        Tenths = new LoadTenth[Math.Min(Maximum, (times.SendEnd - times.MeasureStart + LoadTenth.Nanoseconds - 1) / LoadTenth.Nanoseconds)];
    }

    public LoadTenth[] Tenths { get; }

    public void CountIntended(long intendedAt)
    {
        if (TryIndex(intendedAt, out int tenth))
        {
            Tenths[tenth] = Tenths[tenth] with { Intended = Tenths[tenth].Intended + 1 };
        }
    }

    public void CountGood(long intendedAt)
    {
        if (TryIndex(intendedAt, out int tenth))
        {
            Tenths[tenth] = Tenths[tenth] with { Good = Tenths[tenth].Good + 1 };
        }
    }

    public void CountShed(long intendedAt, long now)
    {
        if (TryIndex(intendedAt, out int due))
        {
            bool isPrompt = now - intendedAt <= LoadTenth.PromptNanoseconds;
            Tenths[due] = Tenths[due] with { Shed = Tenths[due].Shed + 1, Prompt = Tenths[due].Prompt + (isPrompt ? 1 : 0) };
        }

        if (TryIndex(now, out int came))
        {
            Tenths[came] = Tenths[came] with { Refusals = Tenths[came].Refusals + 1 };
        }
    }

    /// <param name="time">When the user met it.</param>
    public void CountFailure(long time)
    {
        if (TryIndex(time, out int came))
        {
            Tenths[came] = Tenths[came] with { Failures = Tenths[came].Failures + 1 };
        }
    }

    private bool TryIndex(long time, out int tenth)
    {
        long index = (time - times.MeasureStart) / LoadTenth.Nanoseconds;
        tenth = (int)index;
        return time >= times.MeasureStart && index < Tenths.Length;
    }
}
