namespace Holdfast.Telemetry.Series;

/// <summary>The requests of one second of one subject by signal. Scratch of the recorder's thread, added up into larger subjects.</summary>
internal sealed class Traffic
{
    /// <summary>The signals that are counts of requests come first in the enum.</summary>
    public const int Signals = (int)Signal.ClientGone + 1;

    private readonly long[] counts = new long[Signals];

    public long this[Signal signal] => counts[(int)signal];

    public long Offered => this[Signal.OfferedFirst] + this[Signal.OfferedRetry];

    public void Clear() => Array.Clear(counts);

    public void Count(Signal signal, long requests) => counts[(int)signal] += requests;

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
            if (SignalTable.Has(kind, (Signal)index))
            {
                series.Write((Signal)index, counts[index] / seconds);
            }
        }
    }
}
