namespace Holdfast.Diagnosis.Corpus.Scoring;

/// <summary>Which runs there are. Each held-out part has its own seeds and its own bands of every parameter.</summary>
internal static class CorpusPlan
{
    private const ulong HeldOutSeenSeeds = 1_000_000;
    private const ulong ExtremesSeenSeeds = 20_000_000;
    private const ulong ThirdSeenSeeds = 60_000_000;
    private const ulong FourthSeenSeeds = 90_000_000;
    private const ulong FifthSeenSeeds = 130_000_000;
    private const ulong HeldOutSeeds = 170_000_000;

    public static readonly Cause[] Classes =
    [
        Cause.Surge, Cause.DeadServer, Cause.PoolExhaustion, Cause.Imbalance, Cause.BadDeploy, Cause.Network, Cause.OneClient, Cause.RetryStorm, Cause.Monitoring,
    ];

    // The paths on which one cause brings another about, or two meet.
    private static readonly Cause[][] Compounds =
    [
        [Cause.Surge, Cause.PoolExhaustion],
        [Cause.Surge, Cause.RetryStorm],
        [Cause.Imbalance, Cause.DeadServer],
        [Cause.BadDeploy, Cause.PoolExhaustion],
        [Cause.Monitoring, Cause.DeadServer],
        [Cause.OneClient, Cause.Surge],
        [Cause.DeadServer, Cause.Surge],
        [Cause.Network, Cause.DeadServer],
    ];

    public static IEnumerable<RunPlan> All(Part part, int perClass, int compound, int unknown, int benign, int missing)
    {
        ulong first = part switch { Part.HeldOut => HeldOutSeeds, Part.FifthSeen => FifthSeenSeeds, Part.FourthSeen => FourthSeenSeeds, Part.ThirdSeen => ThirdSeenSeeds, Part.ExtremesSeen => ExtremesSeenSeeds, Part.HeldOutSeen => HeldOutSeenSeeds, _ => 1 };
        for (int i = 0; i < perClass; i++)
        {
            foreach (Cause cause in Classes)
            {
                yield return new RunPlan(RunKind.Single, [cause], first + (ulong)((i * 100) + (int)cause), part);
            }
        }

        for (int i = 0; i < compound; i++)
        {
            yield return new RunPlan(RunKind.Compound, Compounds[i % Compounds.Length], first + 200_000 + (ulong)i, part);
        }

        for (int i = 0; i < unknown; i++)
        {
            yield return new RunPlan(RunKind.Unknown, [Cause.Unknown], first + 300_000 + (ulong)i, part);
        }

        for (int i = 0; i < benign; i++)
        {
            yield return new RunPlan(RunKind.Benign, [Cause.None], first + 400_000 + (ulong)i, part);
        }

        for (int i = 0; i < missing; i++)
        {
            yield return new RunPlan(RunKind.MissingTelemetry, [Classes[i % Classes.Length]], first + 500_000 + (ulong)i, part);
        }
    }
}
