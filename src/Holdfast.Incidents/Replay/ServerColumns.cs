using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Replay;

/// <summary>What one server did, second by second, as <see cref="FaultFinder"/> asks for it. Immutable.</summary>
internal sealed class ServerColumns
{
    // Of so many requests the number is known to a quarter; a quiet server brings them in some seconds.
    private const double AskedInWindow = 20;
    private const int WindowMaximum = 5;

    // Requests a second; of fewer nothing is usual.
    private const double AskedLeast = 0.1;

    // One request in a second; one of ten seconds.
    private const double InSecond = 1;
    private const double InTenSeconds = 0.1;
    private const int StepMaximum = 60;

    private readonly double[] asked;
    private readonly double usuallyAsked;
    private readonly int window;

    /// <param name="before">So many seconds before the trouble are looked at with it, and are not what is usual.</param>
    public ServerColumns(ReplaySeries series, SeriesSubject server, long from, int count, TimeScale time, int before)
    {
        Good = series.Sum(server, from, count, Signal.Good);
        NobodyThere = series.Sum(server, from, count, Signal.FailedRefused);
        Refused = series.Sum(server, from, count, Signal.FailedRefused, Signal.FailedReset, Signal.FailedMidBody);
        TimedOut = series.Sum(server, from, count, Signal.FailedFirstByte, Signal.FailedTotalTime, Signal.FailedConnectTimeout);
        Errors = series.Sum(server, from, count, Signal.FailedServerError);
        FirstByte = series.Read(server, Signal.FirstByteMedian, from, count);
        IsOut = [.. series.Read(server, Signal.Healthy, from, count).Select(healthy => healthy < 0.5)];
        Usual = Math.Max(0.001, ReplaySeries.Median(series.Read(server, Signal.FirstByteMedian, time.From, TimeScale.Lead - before)));
        asked = series.Sum(server, from, count, ServerEstimate.AskedSignals);
        usuallyAsked = Math.Max(AskedLeast, series.Sum(server, time.From, TimeScale.Lead - before, ServerEstimate.AskedSignals).Average());
        window = (int)Math.Clamp(Math.Ceiling(AskedInWindow / usuallyAsked), 1, WindowMaximum);
    }

    public double[] Good { get; }

    public double[] NobodyThere { get; }

    public double[] Refused { get; }

    public double[] TimedOut { get; }

    public double[] Errors { get; }

    public double[] FirstByte { get; }

    /// <summary>The gateway sent it nothing; not where that was not recorded.</summary>
    public bool[] IsOut { get; }

    public double Usual { get; }

    /// <summary>From here on each second holds the mean of ten or of sixty; null where all of them are seconds.</summary>
    public long? CoarseFrom { get; init; }

    public bool IsCoarse(int second) => second >= CoarseFrom;

    /// <summary>What is no longer nothing there.</summary>
    public double OneRequest(int second) => IsCoarse(second) ? InTenSeconds : InSecond;

    /// <summary>How many times later than usual its answers began; NaN where none did.</summary>
    public double Slower(int second) => FirstByte[second] / Usual;

    /// <summary>How many times as much as usual it was asked for.</summary>
    public double Burden(int second)
    {
        int from = Math.Max(0, second - window + 1);
        return asked.AsSpan(from, second - from + 1).ToArray().Average() / usuallyAsked;
    }

    /// <summary>Answers of it began in that second, and it refused nothing.</summary>
    public bool IsServing(int second) => double.IsFinite(FirstByte[second]) && Refused[second] == 0 && !IsOut[second];

    private bool IsSameAs(int one, int other) => Good[one].Equals(Good[other]) && Refused[one].Equals(Refused[other]) && TimedOut[one].Equals(TimedOut[other]);

    public bool IsWell(int second) => second < Good.Length && Good[second] >= 1 && Refused[second] + TimedOut[second] + Errors[second] == 0 && !(FirstByte[second] >= 2 * Usual);

    /// <summary>Servers that drown become slow before they fall silent; a machine that stops takes servers along that were well.</summary>
    public bool WasWellUntil(int second)
    {
        int last = LastAnswered(second);
        // In its last second some were answered and some were not.
        return last >= 0 && (IsWell(last) || (StepBefore(last) is var before and >= 0 && IsWell(before)));
    }

    /// <summary>What it was asked last timed out, where a dead one would have refused it.</summary>
    public bool FellSilent(int second) => LastAnswered(second) is var last and >= 0 && TimedOut[last] > Refused[last];

    /// <summary>It went, and has not answered since: one that is asked for nothing answers nothing either, and is there.</summary>
    public bool IsGone(int second)
    {
        int since = Math.Max(0, LastAnswered(second));
        return Good[second] < OneRequest(second) && Enumerable.Range(since, second - since + 1).Any(one => IsOut[one] || Refused[one] + TimedOut[one] >= OneRequest(one));
    }

    /// <summary>The first second in which it answered again, of those until it was well.</summary>
    public int AnsweredAfter(int last, int well)
    {
        int back = last + 1;
        while (back < well && Good[back] < OneRequest(back))
        {
            back++;
        }

        return back;
    }

    /// <summary>The second after the step in which that one is: itself the next one, where it is no mean.</summary>
    public int StepAfter(int second)
    {
        int after = second + 1;
        while (IsCoarse(second) && after < Good.Length && after - second < StepMaximum && IsSameAs(after, second))
        {
            after++;
        }

        return after;
    }

    // A mean stands in each of its seconds: the one before is where the value changes.
    private int StepBefore(int second)
    {
        int before = second - 1;
        while (IsCoarse(second) && before >= 0 && second - before < StepMaximum && IsSameAs(before, second))
        {
            before--;
        }

        return before;
    }

    private int LastAnswered(int second)
    {
        int last = second;
        while (last >= 0 && Good[last] == 0)
        {
            last--;
        }

        return last;
    }
}
