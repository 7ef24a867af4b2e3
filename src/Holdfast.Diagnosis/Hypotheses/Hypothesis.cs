using Holdfast.Diagnosis.Evidence;

namespace Holdfast.Diagnosis.Hypotheses;

/// <summary>
/// One possible cause: what speaks for and against it, what would tell it from others, and what helps. One cause a file, one line in
/// <see cref="HypothesisRegistry"/>. Keeps nothing. Next: <see cref="Ranking.Ranker"/>.
/// </summary>
internal abstract class Hypothesis
{
    public abstract CauseClass Class { get; }

    /// <summary>As operators and scripts see it: words with hyphens.</summary>
    public abstract string Name { get; }

    /// <summary>Decibans of each sign; a sign that is missing says nothing.</summary>
    public abstract IReadOnlyDictionary<Sign, double> Weights { get; }

    /// <summary>The cheapest thing to look at that would settle it.</summary>
    public abstract string Test { get; }

    /// <summary>What is going on if it is true, in one sentence without a full stop.</summary>
    public abstract string Claim(IReadOnlyList<EvidenceItem> items, SeriesSubject pool);

    /// <summary>Safe steps first.</summary>
    public abstract IEnumerable<Mitigation> Mitigations(IReadOnlyList<EvidenceItem> items, SeriesSubject pool);

    /// <summary>Besides changes, what can bring it about: the paths on which one trouble leads to another. Empty where only changes and people do.</summary>
    public virtual IReadOnlyList<Sign> SetOffBy => [];

    /// <summary>Signs that show it beside another cause: with one of them it is not ruled out, however much more speaks for the other.</summary>
    public virtual IReadOnlyList<Sign> ShownBeside => [];

    /// <summary>How the service must behave once the mitigation works, if this was the cause.</summary>
    public abstract string RecoverySignature { get; }

    /// <summary>So many seconds after something was done it must show: queues have emptied, and five whole seconds can be looked at.</summary>
    public virtual int SettlesSeconds => 8;

    /// <summary>A share of the requests that goes badly; fewer do on good days, too.</summary>
    protected const double PlainlyBad = 0.02;

    /// <summary>Whether that change would end it, if this was the cause; of any other change nothing is predicted.</summary>
    public abstract bool Helps(ChangeEvent change, Situation situation);

    /// <summary>How much is left of what <see cref="RecoverySignature"/> says will end: 1 and more is plainly there, NaN where it cannot be told.</summary>
    public abstract double Left(RecoveryWindow window);

    /// <summary>Why it cannot be, whatever the score says; null when it can.</summary>
    public virtual string? Veto(IReadOnlyList<EvidenceItem> items) => null;

    protected static EvidenceItem? Find(IReadOnlyList<EvidenceItem> items, params Sign[] signs) => items.FirstOrDefault(item => signs.Contains(item.Sign));

    protected static bool Has(IReadOnlyList<EvidenceItem> items, params Sign[] signs) => Find(items, signs) is not null;

    /// <summary>The server that the evidence points at, or the pool.</summary>
    protected static SeriesSubject Blamed(IReadOnlyList<EvidenceItem> items, SeriesSubject pool, params Sign[] signs) =>
        items.Where(item => signs.Contains(item.Sign) && item.Subject.Kind == SubjectKind.Server).Select(item => item.Subject).FirstOrDefault(pool);

    /// <summary>Where a route is kept from filling the pool: the others have the rest. Null where none is.</summary>
    protected static Mitigation? HoldsRoute(IReadOnlyList<EvidenceItem> items) => Find(items, Sign.HeldRouteGrew, Sign.HeldRouteCostsMore) is { } held
        ? new Mitigation($"The gateway holds {SubjectNames.InWords(held.Subject)} to its maximumShare and gives the rest of the pool to other routes", IsTaken: true)
        : null;

    protected static Mitigation ShedsByItself { get; } =
        new("The gateway holds the servers at their limits and refuses the least important requests early", IsTaken: true) { NeedsLimits = true };

    protected static Mitigation SwitchesProtectionOn { get; } =
        new("Overload protection is off: take `protection: off` out of the configuration, so that the least important are refused early instead of everybody waiting", "holdfast reload") { NeedsNoLimits = true };
}
