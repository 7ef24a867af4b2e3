using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Evidence.Sources;

namespace Holdfast.Diagnosis.Tests.Evidence;

public class ProbeLoadTests
{
    [Fact]
    public void ManyMoreProbes_TakeMuch()
    {
        EvidenceItem item = new ProbeLoad().Ask(Slow().PoolBecomes(Signal.Probes, 2, 400).PoolBecomes(Signal.ProbeSeconds, 0.004, 30)).ShouldHaveSingleItem();
        item.Sign.ShouldBe(Sign.ProbesTakeMuch);
        item.Quality.ShouldBe(1);
        // 30 of the 70 seconds that servers work in one.
        item.Value.ShouldBe(30.0 / 70, 0.01);
    }

    [Fact]
    public void AsManyProbesThatBecameDear_TakeMuch() =>
        Ask(Slow().PoolBecomes(Signal.Admitted, 100, 50).PoolBecomes(Signal.Probes, 2, 4).PoolBecomes(Signal.ProbeSeconds, 0.004, 6)).ShouldBe(Sign.ProbesTakeMuch);

    [Fact]
    public void ManyMoreProbesThatAreCheap_AreLittle() => Ask(Slow().PoolBecomes(Signal.Probes, 2, 400).PoolBecomes(Signal.ProbeSeconds, 0.004, 0.8)).ShouldBe(Sign.ProbesTakeLittle);

    [Fact]
    public void ManyMoreProbesThatNobodyAnswers_AreNotLittle()
    {
        // As recorded: all servers drown in probes, so that none is answered and none is counted with the time that it takes.
        EvidenceItem item = new ProbeLoad().Ask(Slow().PoolBecomes(Signal.Probes, 2, 1300).PoolBecomes(Signal.ProbeSeconds, 0.004, 0).PoolBecomes(Signal.ProbeFailures, 0, 1300)).ShouldHaveSingleItem();
        (item.Sign, item.Quality >= 0.5).ShouldBe((Sign.ProbesTakeMuch, true));
        // Probes of dead servers fail as well, and are no more than ever.
        Ask(Slow().PoolBecomes(Signal.ProbeSeconds, 0.004, 0).PoolBecomes(Signal.ProbeFailures, 0, 2)).ShouldBe(Sign.ProbesTakeLittle);
    }

    [Fact]
    public void ProbesAsEver_AreLittle() => Ask(Slow()).ShouldBe(Sign.ProbesTakeLittle);

    [Fact]
    public void ProbesThatWaitAsLongAsRequestsDo_AreNotDear() => Ask(Slow().PoolBecomes(Signal.ProbeSeconds, 0.1, 0.8)).ShouldBe(Sign.ProbesTakeLittle);

    [Fact]
    public void QuickAnswersAloneAreTimedBecauseManyLeave_AreNoMeasure()
    {
        // A probe of a second beside 20 ms looks dear, but the requests that took as long are not among those that were timed.
        MadeSeries series = Slow().PoolBecomes(Signal.FirstByteMedian, 0.05, 0.02).PoolBecomes(Signal.ProbeSeconds, 0.1, 2).PoolBecomes(Signal.Probes, 2, 2).PoolBecomes(Signal.Admitted, 100, 20);
        new ProbeLoad().Ask(series).ShouldContain(item => item.Sign == Sign.ProbesTakeMuch);
        new ProbeLoad().Ask(series.PoolBecomes(Signal.ClientGone, 0, 80).Set(MadeSeries.Pool, Signal.FirstByteMedian, second => second < MadeOutage.Onset ? 0.05 : second < MadeOutage.Onset + 6 ? 1 : 0.02))
            .ShouldNotContain(item => item.Sign == Sign.ProbesTakeMuch);
    }

    [Fact]
    public void NobodyIsAdmitted_ProbesAreComparedWithWhatRequestsTookBefore() =>
        Ask(Slow().PoolBecomes(Signal.Admitted, 100, 0).PoolBecomes(Signal.FirstByteMedian, 0.05, double.NaN).PoolBecomes(Signal.ProbeSeconds, 0.004, 0.2)).ShouldBe(Sign.ProbesTakeLittle);

    [Fact]
    public void MoreProbesThatAreCountedSomeSecondsLate_WereThereInTime() =>
        new ProbeLoad().Ask(Slow().Set(MadeSeries.Pool, Signal.Probes, second => second < MadeOutage.Onset + 5 ? 2 : 400).Set(MadeSeries.Pool, Signal.ProbeSeconds, second => second < MadeOutage.Onset + 5 ? 0.004 : 30))
            .ShouldHaveSingleItem().Onset.ShouldBe(MadeSeries.Start + MadeOutage.Onset);

    [Fact]
    public void ProbesAreNotRecorded_SaysNothing() => new ProbeLoad().Ask(Slow().Set(MadeSeries.Pool, Signal.Probes, double.NaN)).ShouldBeEmpty();

    private static Sign Ask(MadeSeries series) => new ProbeLoad().Ask(series).ShouldHaveSingleItem().Sign;

    private static MadeSeries Slow() => MadeOutage.Everyday().PoolBecomes(Signal.FirstByteMedian, 0.05, 0.4);
}
