using Holdfast.Diagnosis.Detection;
using Holdfast.Diagnosis.Ranking;

namespace Holdfast.Diagnosis;

/// <summary>
/// Detection and diagnosis together, brought up to date once a second by whoever owns it, on one thread; what it found may be read by any.
/// Next: <see cref="DetectionWatch"/>, <see cref="Diagnostician"/>.
/// </summary>
public sealed class CauseWatch(ISeriesReader series, IChangeReader changes, DiagnosisSettings settings)
{
    // The first seconds of an outage look like many things: a cause is stated when it has been the same for so long.
    private const int StableSeconds = 4;
    private const int FindingsKept = 100;

    // What is explained changes little from one second to the next once it is stable, and costs more than detection.
    private const int FirstSeconds = 20;
    private const int FirstPause = 2;
    private const int SettledSeconds = 60;
    private const int SettledPause = 5;

    private readonly DetectionWatch detection = new(series, settings);
    private readonly Diagnostician diagnostician = new(series, changes);
    private readonly List<CauseFinding> past = [];
    private HypothesisLedger ledger = new();
    private Explanation? explanation;
    private Explanation? blaming;
    private CauseClass stable;
    private long stableSince;
    private long onset;
    private volatile CauseFinding current = CauseFinding.Calm(0);
    private volatile IReadOnlyList<CauseFinding> kept = [];

    /// <summary>Any thread.</summary>
    public CauseFinding Current => current;

    /// <summary>Troubles that are over, oldest first, each as it was understood last. Any thread.</summary>
    public IReadOnlyList<CauseFinding> Past => kept;

    /// <summary>The watch's own thread.</summary>
    public void CatchUp()
    {
        detection.CatchUp();
        if (detection.Current is { } episode)
        {
            Explain(episode);
        }
        else if (current.State != DetectionState.Normal)
        {
            End();
        }
        else
        {
            current = CauseFinding.Calm(detection.Second);
        }
    }

    /// <summary>What a past moment looked like; null when there was no trouble then. Any thread.</summary>
    public CauseFinding? At(long second)
    {
        if (second >= current.Second)
        {
            return current;
        }

        CauseFinding? trouble = (current.State == DetectionState.Normal ? kept : [.. kept, current])
            .LastOrDefault(finding => finding.Onset <= second && second <= (finding.ClearedAt ?? long.MaxValue));
        return trouble is null ? null : trouble with { Second = second, Explanation = diagnostician.Examine(trouble.Onset, second) };
    }

    private void Explain(Episode episode)
    {
        long second = detection.Second;
        if (episode.StretchOnset != onset || explanation is null)
        {
            (onset, ledger, stable, stableSince) = (episode.StretchOnset, new HypothesisLedger(), CauseClass.NoneOfThese, second);
            (explanation, blaming) = (null, null);
        }

        int pause = second - onset < FirstSeconds ? 1 : second - onset < SettledSeconds ? FirstPause : SettledPause;
        if (explanation is null || second % pause == 0)
        {
            explanation = Steady(diagnostician.Examine(onset, second));
            blaming = explanation.RootCause is null ? blaming : explanation;
            ledger.Record(explanation);
        }

        current = new CauseFinding(second, detection.State, episode.Number, onset, episode.SuspectedAt, episode.DeclaredAt, null, [.. detection.Active], explanation, ledger.Entries, null);
    }

    private Explanation Steady(Explanation latest)
    {
        CauseClass cause = latest.RootCause?.Class ?? CauseClass.NoneOfThese;
        if (cause != stable)
        {
            (stable, stableSince) = (cause, latest.At);
        }

        return latest.RootCause is not null && latest.At - stableSince < StableSeconds ? latest with { Verdict = Verdict.Undetermined, NextTest = "Wait some seconds: the first moments of an outage look like many things." } : latest;
    }

    private void End()
    {
        long second = detection.Second;
        // Users are well before the state is: what was blamed while they were not is what counts.
        RecoveryCheck? recovery = blaming?.RootCause is { } cause ? RecoveryCheck.Of(cause, diagnostician.Examine(onset, second).Evidence) : null;
        past.Add(current with { State = DetectionState.Normal, ClearedAt = second, Explanation = blaming ?? explanation, Recovery = recovery });
        if (past.Count > FindingsKept)
        {
            past.RemoveAt(0);
        }

        kept = [.. past];
        (explanation, blaming) = (null, null);
        current = CauseFinding.Calm(second);
    }
}
