namespace Holdfast.Diagnosis.Evidence;

/// <summary>Some seconds of a situation, before or after something was done about it, as hypotheses ask for what they predict.</summary>
internal sealed class RecoveryWindow(Situation situation, long from, long to)
{
    public Situation Situation => situation;

    /// <summary>Of what the pool was asked for: failed, refused, and given up by who asked; without what is refused on purpose. NaN where nothing was observed.</summary>
    public double BadShare(params ReadOnlySpan<Signal> onPurpose)
    {
        double offered = situation.Sum(situation.Pool, [Signal.OfferedFirst, Signal.OfferedRetry], from, to);
        double bad = situation.Sum(situation.Pool, SignalGroups.Failed, from, to) + situation.Sum(situation.Pool, SignalGroups.Shed, from, to)
            + situation.Sum(situation.Pool, [Signal.ClientGone], from, to) - situation.Sum(situation.Pool, onPurpose, from, to);
        return IsKnown(Signal.OfferedFirst) ? bad / Math.Max(1, offered) : double.NaN;
    }

    /// <summary>How much longer the pool takes to answer: 0 as before, 1 twice as long. NaN where nobody was answered.</summary>
    public double Slower => Mean(situation.Pool, Signal.FirstByteMedian) is var now && situation.Of(situation.Pool, Signal.FirstByteMedian).Before is > 0 and var usual ? (now / usual) - 1 : double.NaN;

    public double Mean(SeriesSubject subject, Signal signal) => situation.Mean(subject, signal, from, to);

    public double PerSecond(SeriesSubject subject, params ReadOnlySpan<Signal> signals) => situation.Sum(subject, signals, from, to) / (to - from + 1);

    public bool IsKnown(Signal signal) => !double.IsNaN(Mean(situation.Pool, signal));

    /// <summary>By the last of the seconds.</summary>
    public bool IsInUse(SeriesSubject server) => !(situation.At(server, Signal.Healthy, to) < 0.5);

    /// <summary>As above, and it is not drained and has a weight: what gets nothing cannot fail, so that it does not says nothing.</summary>
    public bool GetsRequests(SeriesSubject server) => IsInUse(server) && situation.At(server, Signal.WeightShare, to) != 0;

    /// <summary>The larger one of those that are known.</summary>
    public static double Larger(double one, double other) => double.IsNaN(one) ? other : double.IsNaN(other) ? one : Math.Max(one, other);
}
