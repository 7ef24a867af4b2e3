namespace Holdfast.Diagnosis.Corpus.Scoring;

/// <summary>Which kind of run a result counts for.</summary>
internal enum RunKind
{
    Single = 0,
    Compound,
    Unknown,
    Benign,
    MissingTelemetry,
}

/// <param name="Causes">What is done to it; the first is the root.</param>
internal sealed record RunPlan(RunKind Kind, Cause[] Causes, ulong Seed, Part Part)
{
    public override string ToString() => $"{Kind} {string.Join('+', Causes)} seed {Seed}{Part switch { Part.HeldOut => " held out", Part.HeldOutSeen => " held out, seen once", Part.ExtremesSeen => " held out, second, seen", Part.FifthSeen => " held out, fifth, seen", Part.FourthSeen => " held out, fourth, seen", Part.ThirdSeen => " held out, third, seen", Part.Stretched => " stretched", _ => "" }}";
}
