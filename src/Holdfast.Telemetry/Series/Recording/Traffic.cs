namespace Holdfast.Telemetry.Series;

/// <summary>The requests of one second of one subject by signal. Scratch of the recorder's thread, added up into larger subjects.</summary>
internal sealed class Traffic
{
    // Signals keep their numbers for ever, so those that came later are not beside their like.
    private static readonly Signal[] Signals = [.. SignalGroups.Requests];
    private static readonly int[] Places = [.. Enum.GetValues<Signal>().Select(signal => SignalGroups.Requests.IndexOf(signal))];

    private readonly long[] counts = new long[Signals.Length];

    public long this[Signal signal] => counts[Places[(int)signal]];

    public long Offered => this[Signal.OfferedFirst] + this[Signal.OfferedRetry];

    public void Clear() => Array.Clear(counts);

    public void Count(Signal signal, long requests) => counts[Places[(int)signal]] += requests;

    public void Add(Traffic other)
    {
        for (int index = 0; index < counts.Length; index++)
        {
            counts[index] += other.counts[index];
        }
    }

    /// <summary>Retries are part of what was offered.</summary>
    public void CountOffered(long offered, long retries)
    {
        Count(Signal.OfferedRetry, Math.Min(retries, offered));
        Count(Signal.OfferedFirst, Math.Max(0, offered - retries));
    }

    /// <summary>Of the answers, some are no good ones.</summary>
    public void CountServerErrors(long errors)
    {
        long known = Math.Min(errors, this[Signal.Good]);
        Count(Signal.Good, -known);
        Count(Signal.FailedServerError, known);
    }

    public void Write(SubjectSeries series, SubjectKind kind, double seconds)
    {
        for (int index = 0; index < counts.Length; index++)
        {
            if (SignalTable.Has(kind, Signals[index]))
            {
                series.Write(Signals[index], counts[index] / seconds);
            }
        }
    }
}
