namespace Holdfast.Diagnosis.Corpus.Model;

/// <summary>Which part of every parameter's range a run draws from.</summary>
internal enum Part
{
    Tuning = 0,
    HeldOut,

    /// <summary>
    /// For tuning, too, with as much again beyond both ends of every range: it shows what the tuning half alone is too easy for, and nothing of the held-out part.
    /// </summary>
    Stretched,
}
