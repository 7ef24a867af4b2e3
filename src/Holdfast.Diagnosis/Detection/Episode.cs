namespace Holdfast.Diagnosis.Detection;

/// <summary>
/// One trouble, from the first suspicion until all is well; a relapse within the reopen window belongs to the same one and is its next
/// stretch.
/// </summary>
public sealed class Episode
{
    // After a shorter pause it is the same trouble that goes on, whatever began anew.
    private const int PauseSeconds = 20;

    // Another server that goes out needs less: so many seconds in which nothing at all was over its threshold.
    private const int TurnSeconds = 3;

    // Enough to know what is usual now, without its last seconds: more of it tells better what is new than the days before the last trouble,
    // since when more people may have stayed or a server may be gone. With less calm those days are the better measure.
    private const int CalmSeconds = 30;

    // Better days of long ago are none: traffic has another level by then.
    private const int CalmMaximumSeconds = 600;

    // What the onset was until it became much worse; the onset itself when it has not.
    private long onsetBeforeWorse;

    public Episode(long number, long onset, long suspectedAt)
    {
        (Number, Onset, SuspectedAt) = (number, onset, suspectedAt);
        (StretchBegan, StretchSuspectedAt, StretchOnset, CalmUntil, onsetBeforeWorse) = (onset, suspectedAt, onset, onset, onset);
    }

    public long Number { get; }

    /// <summary>The first second of its first stretch.</summary>
    public long Onset { get; }

    public long SuspectedAt { get; }

    /// <summary>Null while it is only suspected.</summary>
    public long? DeclaredAt { get; private set; }

    /// <summary>Null while it lasts.</summary>
    public long? ClearedAt { get; internal set; }

    /// <summary>More than 1 after a relapse.</summary>
    public int Stretches { get; private set; } = 1;

    /// <summary>When the present stretch began, as people are told. It never changes: every text says the same.</summary>
    public long StretchBegan { get; private set; }

    public long StretchSuspectedAt { get; private set; }

    /// <summary>Null while the present stretch is only suspected.</summary>
    public long? StretchDeclaredAt { get; private set; }

    /// <summary>The first symptom of what goes on now. Later than <see cref="StretchBegan"/> when something new began after a lull.</summary>
    public long StretchOnset { get; private set; }

    /// <summary>The last second of the better days that the symptom is measured by.</summary>
    public long CalmUntil { get; private set; }

    /// <summary>The first second of those days: before it was other trouble. Long ago where there was none.</summary>
    public long CalmFrom { get; private set; } = long.MinValue;

    internal void Declare(long second)
    {
        DeclaredAt ??= second;
        StretchDeclaredAt ??= second;
    }

    /// <param name="lastOver">The last second of trouble before.</param>
    internal void Relapse(long onset, long suspectedAt, long lastOver)
    {
        (ClearedAt, StretchDeclaredAt) = (null, null);
        (StretchBegan, StretchSuspectedAt) = (onset, suspectedAt);
        Stretches++;
        BeginAnew(onset, lastOver);
    }

    /// <summary>Something is over its threshold after a while in which nothing was.</summary>
    internal void BeginAnew(long onset, long lastOver)
    {
        if (onset - lastOver < PauseSeconds)
        {
            return;
        }

        if (onset - lastOver >= CalmSeconds || onset - CalmUntil >= CalmMaximumSeconds)
        {
            (CalmFrom, CalmUntil) = (lastOver + 1, onset);
        }

        StretchOnset = onsetBeforeWorse = onset;
    }

    /// <summary>What went on had been steady for a while, and then fewer were answered: new trouble, and the steady while is its measure.</summary>
    /// <param name="steadyFrom">The first second of that while.</param>
    internal void BeginOnTop(long onset, long steadyFrom)
    {
        // The same may have been noticed already by how much more goes badly, which moved the onset but not the measure.
        bool isKnown = Math.Abs(onset - StretchOnset) <= FewerAnswers.NowSeconds;
        if (steadyFrom - (isKnown ? onsetBeforeWorse : StretchOnset) >= FewerAnswers.SettleSeconds)
        {
            StretchOnset = isKnown ? StretchOnset : onset;
            (CalmFrom, CalmUntil, onsetBeforeWorse) = (steadyFrom, StretchOnset, StretchOnset);
        }
    }

    /// <summary>Much more goes wrong than did in the trouble so far: what that is has a beginning of its own. The better days stay those before all of it.</summary>
    internal void GetWorse(long onset)
    {
        if (onset - StretchOnset >= Worsening.UsualSeconds)
        {
            onsetBeforeWorse = StretchOnset;
            MeasureAsBefore(onset);
        }
    }

    /// <summary>The servers of before are well again, and now it is another's turn. The better days stay those before all of it.</summary>
    /// <param name="lastOver">The last second of trouble before.</param>
    /// <returns>False when what went before has not been quiet: then it is one trouble of several servers.</returns>
    internal bool TurnTo(long onset, long lastOver)
    {
        if (onset - lastOver <= TurnSeconds)
        {
            return false;
        }

        MeasureAsBefore(onset);
        onsetBeforeWorse = onset;
        return true;
    }

    /// <summary>A gateway that began into trouble knows no better days: what was before something telling began is the measure.</summary>
    internal void BeginWith(long telling) => (StretchOnset, CalmFrom, CalmUntil, onsetBeforeWorse) = (telling, long.MinValue, telling, telling);

    private void MeasureAsBefore(long onset)
    {
        (CalmFrom, CalmUntil) = onset - CalmUntil < CalmMaximumSeconds ? (CalmFrom, CalmUntil) : (long.MinValue, onset);
        StretchOnset = onset;
    }
}
