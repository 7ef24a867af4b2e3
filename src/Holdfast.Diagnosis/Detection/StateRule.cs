namespace Holdfast.Diagnosis.Detection;

/// <summary>Which state the anomalies of a second ask for. Keeps nothing. Owner: <see cref="DetectionWatch"/>.</summary>
internal static class StateRule
{
    private const int PairWithinSeconds = 10;

    /// <param name="present">The state so far.</param>
    /// <param name="clearedAt">When the last trouble ended: what only lingers from it begins no new one.</param>
    public static DetectionState Wanted(List<Anomaly> active, DetectionState present, long clearedAt)
    {
        DetectionState state = DetectionState.Normal;
        foreach (Anomaly anomaly in active)
        {
            if (!Counts(anomaly, present, clearedAt))
            {
                continue;
            }

            if (anomaly.Consequence == Consequence.Pages)
            {
                return DetectionState.Declared;
            }

            if (anomaly.Consequence == Consequence.Suspects)
            {
                state = DetectionState.Suspected;
            }
        }

        if (state != DetectionState.Normal || present == DetectionState.Declared)
        {
            return state;
        }

        return HasPair(active, present, clearedAt) || (present == DetectionState.Suspected && active.Exists(Hurts)) ? DetectionState.Suspected : state;
    }

    // Two made the suspicion; what may hurt keeps it alone. A change is over in seconds, the slowness that it brought is not.
    private static bool Hurts(Anomaly anomaly) => anomaly.Family is SignalFamily.Saturation or SignalFamily.Connection or SignalFamily.Distribution or SignalFamily.Errors;

    /// <summary>
    /// Declared trouble is over when users are well and every server is: that traffic is not what it was (the fall after a surge is none of
    /// its harm) keeps nobody waiting for the end.
    /// </summary>
    private static bool Counts(Anomaly anomaly, DetectionState present, long clearedAt) => present switch
    {
        DetectionState.Declared => anomaly.Consequence == Consequence.Pages || anomaly.Family != SignalFamily.Traffic,
        DetectionState.Normal => anomaly.Fired > clearedAt,
        _ => true,
    };

    /// <summary>One signal leaves its range now and then; two of different families at once seldom do without a reason.</summary>
    private static bool HasPair(List<Anomaly> active, DetectionState present, long clearedAt)
    {
        for (int i = 0; i < active.Count; i++)
        {
            for (int j = i + 1; j < active.Count; j++)
            {
                if (active[i].Family != active[j].Family && Math.Abs(active[i].Fired - active[j].Fired) <= PairWithinSeconds
                    && Counts(active[i], present, clearedAt) && Counts(active[j], present, clearedAt))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
