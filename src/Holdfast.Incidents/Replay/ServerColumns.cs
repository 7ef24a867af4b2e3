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

    public bool IsSameAs(int one, int other) => Good[one].Equals(Good[other]) && Refused[one].Equals(Refused[other]) && TimedOut[one].Equals(TimedOut[other]);

    public bool IsWell(int second) => second < Good.Length && Good[second] >= 1 && Refused[second] + TimedOut[second] + Errors[second] == 0 && !(FirstByte[second] >= 2 * Usual);
}
