using FsCheck;
using FsCheck.Fluent;

namespace Holdfast.DataPlane.Tests.Invariants;

/// <summary>Random runs, each made from a seed alone: FsCheck names the seed of one that breaks a promise, and the same seed is the same run.</summary>
internal static class RandomRuns
{
    // Of those that a mistake is to be seen in: enough that it shows, few enough to be quick.
    private const int RunsWithAMistake = 10;

    /// <param name="violations">Of the run with that seed.</param>
    public static void NeverBreak(Func<ulong, int> violations, int runs = 100) =>
        Prop.ForAll(Arb.From(Gen.Choose(1, 1_000_000)), seed => violations((ulong)seed) == 0).Check(Config.QuickThrowOnFailure.WithMaxTest(runs));

    /// <summary>With a mistake made on purpose the same look finds something: otherwise it would prove nothing.</summary>
    public static void ShowTheMistake(Func<ulong, int> violations) =>
        Enumerable.Range(1, RunsWithAMistake).Sum(seed => violations((ulong)seed)).ShouldBeGreaterThan(0);
}
