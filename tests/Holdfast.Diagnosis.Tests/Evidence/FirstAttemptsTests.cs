using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Evidence.Sources;

namespace Holdfast.Diagnosis.Tests.Evidence;

public class FirstAttemptsTests
{
    [Theory]
    [InlineData(70, Sign.FirstAttemptsFlat, 1)]
    [InlineData(100, Sign.FirstAttemptsFlat, 1)]
    [InlineData(118, Sign.FirstAttemptsFlat, 0.33)]
    [InlineData(150, Sign.FirstAttemptsUp, 1)]
    [InlineData(30, Sign.FirstAttemptsDown, 1)]
    public void AsManyOrFewer_IsNoMoreWithoutDoubt(double now, Sign sign, double quality)
    {
        EvidenceItem item = new FirstAttempts().Ask(MadeOutage.Everyday().PoolBecomes(Signal.OfferedFirst, 100, now)).ShouldHaveSingleItem();
        item.Sign.ShouldBe(sign);
        item.Quality.ShouldBe(quality, 0.05);
    }

    /// <summary>All servers are slow, and those who wait for an answer ask for nothing meanwhile.</summary>
    [Fact]
    public void AllSlowAndFewerAsk_IsNoCrowd() => MadeOutage.Everyday().PoolBecomes(Signal.OfferedFirst, 100, 70).PoolBecomes(Signal.Good, 100, 70).PoolBecomes(Signal.FirstByteMedian, 0.05, 1).ServersBecome(Signal.FirstByteMedian, 0.05, 1)
        .Examine().Ranking.Single(cause => cause.Class == CauseClass.Surge).Rejection.ShouldNotBeNull();
}
