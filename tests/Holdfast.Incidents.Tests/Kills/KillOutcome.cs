namespace Holdfast.Incidents.Tests.Kills;

/// <summary>What was found when all were dead.</summary>
/// <param name="Promised">What was acknowledged.</param>
/// <param name="PromisesLost">Of it what no record has.</param>
/// <param name="Queued">Words that somebody was to be told.</param>
/// <param name="WordsLost">Of them those that nobody heard, also after one more process had sent what waited.</param>
/// <param name="Duplicates">Words that were heard again.</param>
/// <param name="DuplicatesOfOneKill">The most that followed one kill.</param>
/// <param name="Strange">Words with a key that nobody had queued.</param>
internal sealed record KillOutcome(int Kills, int Promised, int PromisesLost, int Queued, int WordsLost, int Duplicates, int DuplicatesOfOneKill, int Strange)
{
    public KillOutcome Add(KillOutcome other) => new(
        Kills + other.Kills,
        Promised + other.Promised,
        PromisesLost + other.PromisesLost,
        Queued + other.Queued,
        WordsLost + other.WordsLost,
        Duplicates + other.Duplicates,
        Math.Max(DuplicatesOfOneKill, other.DuplicatesOfOneKill),
        Strange + other.Strange);
}
