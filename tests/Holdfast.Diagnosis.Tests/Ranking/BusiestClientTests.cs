using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Hypotheses;
using Holdfast.Diagnosis.Ranking;

namespace Holdfast.Diagnosis.Tests.Ranking;

public class BusiestClientTests
{
    private static readonly Mitigation Bound = new("Bound it", $"holdfast throttle {Mitigation.Client} --for 10m");

    [Fact]
    public void ClientThatAsksForMost_IsBoundedToWhatItAskedForBefore() =>
        Fill(("10.0.0.9", 170, 0.6), ("10.0.0.8", 20, 0.15)).ShouldBe("holdfast throttle 10.0.0.9 20/s --for 10m");

    [Fact]
    public void NewClient_IsLeftATenth() => Fill(("10.0.0.9", 120, 0.5)).ShouldBe("holdfast throttle 10.0.0.9 12/s --for 10m");

    [Fact]
    public void NobodyStandsOut_ThereIsNoCommand() => Fill(("10.0.0.9", 10, 0.03), ("10.0.0.8", 10, 0.03)).ShouldBeNull();

    [Theory]
    [InlineData("X-User=$(reboot)", "holdfast throttle 'X-User=$(reboot)' 20/s --for 10m")]
    [InlineData("X-User=a';reboot;'", @"holdfast throttle 'X-User=a'\'';reboot;'\''' 20/s --for 10m")]
    public void NameThatAClientWrote_IsOneWordToAShell(string name, string command) => Fill((name, 170, 0.6)).ShouldBe(command);

    /// <summary>The pool is asked for 150 more than before.</summary>
    private static string? Fill(params (string Name, double Rate, double Share)[] clients)
    {
        MadeSeries series = MadeOutage.Everyday().PoolBecomes(Signal.OfferedFirst, 100, 250);
        foreach ((string name, double rate, double share) in clients)
        {
            SeriesSubject client = new(SubjectKind.Client, name);
            series.Set(client, Signal.OfferedFirst, rate).Set(client, Signal.Share, share);
        }

        series.NewestSecond = MadeSeries.Start + MadeOutage.Now;
        return OfferedCommands.Fill(Bound, new Situation(series, series, MadeSeries.Start + MadeOutage.Onset, MadeSeries.Start + MadeOutage.Now, MadeSeries.Pool)).Command;
    }
}
