using Holdfast.Admin;
using Holdfast.Diagnosis;
using Holdfast.Diagnosis.Detection;
using Holdfast.Diagnosis.Ranking;
using Holdfast.Storage.Findings;
using Holdfast.Telemetry.Series;

namespace Holdfast.Cli.Tests.Hosting;

public class FindingKeeperTests
{
    private const long Began = 1_700_000_000;

    private readonly FindingLog log = new(readArchive: null);

    [Fact]
    public void PastMoment_IsAsItWasSaidThen()
    {
        FindingKeeper keeper = new(log);
        Dictionary<long, string?> said = [];
        for (long second = Began - 10; second < Began + 100; second++)
        {
            CauseFinding finding = second < Began || second >= Began + 80 ? CauseFinding.Calm(second) : Trouble(second, second < Began + 20 ? null : "surge");
            keeper.Note(finding);
            said[second] = finding.State == DetectionState.Normal ? null : finding.Explanation!.RootCause?.Name ?? "undetermined";
        }

        foreach ((long second, string? cause) in said)
        {
            DiagnosisReport then = new FindingKeeper(log).At(second, []);
            then.At.ToUnixTimeSeconds().ShouldBe(second);
            (then.State == "normal" ? null : then.Cause?.Name ?? "undetermined").ShouldBe(cause, $"second {second - Began}");
        }
    }

    [Fact]
    public void SuccessorServes_NothingMoreIsKept()
    {
        FindingKeeper keeper = new(log);
        keeper.Note(Trouble(Began, "surge"));
        keeper.Leave();
        keeper.Note(CauseFinding.Calm(Began + 5));
        new FindingKeeper(log).At(Began + 6, []).State.ShouldBe("declared");
    }

    [Fact]
    public void NothingIsKnown_IsSaid()
    {
        new FindingKeeper(log).At(Began, []).State.ShouldBe("unknown");
        log.Add(new FindingRow(Began, FindingKind.Unwatched, []));
        new FindingKeeper(log).At(Began + 1, []).State.ShouldBe("unknown");
    }

    [Fact]
    public void FourDaysOfTheSame_AreFewRows()
    {
        FindingKeeper keeper = new(log);
        List<long> rows = [];
        for (long second = Began; second < Began + (4 * 86_400); second += 5)
        {
            keeper.Note(Trouble(second, "surge"));
            if (log.At(second)!.Second == second)
            {
                rows.Add(second);
            }
        }

        rows.Count.ShouldBeInRange(20, 70);
    }

    /// <summary>The second of the ranking may be unlikely: what stands fourth is still the third that is shown.</summary>
    [Fact]
    public void AnotherIsAmongTheThreeLikeliest_IsKept_WhereverItStands()
    {
        FindingKeeper keeper = new(log);
        keeper.Note(Undetermined(Began + 1, "imbalance"));
        keeper.Note(Undetermined(Began + 2, "imbalance"));
        log.At(Began + 2)!.Second.ShouldBe(Began + 1);
        keeper.Note(Undetermined(Began + 3, "one-client"));
        log.At(Began + 3)!.Second.ShouldBe(Began + 3);
    }

    [Fact]
    public void SomethingElseEachSecond_IsBounded()
    {
        FindingKeeper keeper = new(log);
        for (long second = Began; second < Began + 5_000; second++)
        {
            keeper.Note(Trouble(second, second % 2 == 0 ? "surge" : "network"));
        }

        log.At(Began + 900)!.Second.ShouldBe(Began + 900);
        log.At(Began + 4_000)!.Second.ShouldBeLessThan(Began + 4_000);
        keeper.Note(CauseFinding.Calm(Began + 5_000));
        log.At(Began + 5_000)!.Kind.ShouldBe(FindingKind.Well);
    }

    private static CauseFinding Undetermined(long second, string third)
    {
        CauseFinding plain = Trouble(second, null);
        RankedCause one = plain.Explanation!.Ranking[0];
        RankedCause[] ranking = [one with { Probability = 0.6 }, one with { Name = "sick-server", Probability = 0.03 }, one with { Name = "network", Probability = 0.2 }, one with { Name = third, Probability = 0.12 }];
        return plain with { Explanation = plain.Explanation with { Ranking = ranking } };
    }

    private static CauseFinding Trouble(long second, string? cause)
    {
        RankedCause top = new(CauseClass.Surge, cause ?? "surge", 20, 0.99, "more ask than can be served", [], [], null);
        Explanation why = new(second, Began, new SeriesSubject(SubjectKind.Pool, "shop"), cause is null ? Verdict.Undetermined : Verdict.RootCause, [top], [], $"{second % 100} % failed", null, null, null, [], [], []);
        return new CauseFinding(second, DetectionState.Declared, 1, Began, Began, Began, null, [], why, [], null);
    }
}
