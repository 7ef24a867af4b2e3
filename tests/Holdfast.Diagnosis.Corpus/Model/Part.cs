namespace Holdfast.Diagnosis.Corpus.Model;

/// <summary>Which part of every parameter's range a run draws from.</summary>
internal enum Part
{
    Tuning = 0,

    /// <summary>
    /// The first held-out part. Its sums and the confusion between causes have been read, and a rule was changed after that (docs/design/0020): it
    /// is no judge any more, and still shows what became worse. A sample of it is played on every build.
    /// </summary>
    HeldOutSeen,

    /// <summary>
    /// For tuning, too, with as much again beyond both ends of every range: it shows what the tuning half alone is too easy for, and nothing of the held-out part.
    /// </summary>
    Stretched,

    /// <summary>
    /// The second held-out part: one value in four lies beyond the ends of all earlier parts. It has judged once (docs/design/0022), its wrong runs
    /// were looked at since, and rules were changed by what they showed: material for tuning now.
    /// </summary>
    ExtremesSeen,

    /// <summary>
    /// The third held-out part: every value from anywhere in a range that is wider at both ends. It has judged once (docs/design/0023), and rules were
    /// changed since: no judge any more.
    /// </summary>
    ThirdSeen,

    /// <summary>
    /// The fourth held-out part, drawn as the third with seeds of its own. It has judged once (docs/design/0024), and rules were changed since by what
    /// real outages showed (docs/design/0025).
    /// </summary>
    FourthSeen,

    /// <summary>
    /// The fifth held-out part, drawn as the third and fourth with seeds of its own. It has judged once (docs/design/0025), and rules were changed since by
    /// what the small services of real outages showed (docs/design/0026).
    /// </summary>
    FifthSeen,

    /// <summary>
    /// The sixth held-out part, drawn as the third to fifth with seeds of its own, as an outage that nobody has seen yet would have them. It judges once;
    /// whoever changes a rule after reading it needs a seventh.
    /// </summary>
    HeldOut,
}
