namespace Holdfast.Drills;

/// <summary>The oracle is right, and the model keeps to it: otherwise the search would be measured with a bent ruler.</summary>
public sealed class ErlangCTests
{
    [Theory]
    [InlineData(1, 0.7, 0.7)]
    [InlineData(2, 1.0, 1.0 / 3)]
    [InlineData(3, 2.0, 4.0 / 9)]
    public void WaitChance_IsThatOfTheTables(int workers, double load, double expected) => ErlangC.WaitChance(workers, load).ShouldBe(expected, 1e-9);

    [Fact]
    public void OneWorker_RespondsExponentially() =>
        // In M/M/1 the response time is exponential with mu - lambda.
        ErlangC.SlowerChance(1, 100, 60, 0.1).ShouldBe(Math.Exp(-4), 1e-9);

    [Theory]
    [InlineData(1, 10, 70, 1)]
    [InlineData(4, 10, 340, 2)]
    [InlineData(16, 10, 1400, 3)]
    public async Task Model_IsAsSlowAsTheTheory(int workers, int milliseconds, double rate, ulong seed)
    {
        TimeSpan service = TimeSpan.FromMilliseconds(milliseconds);
        QueueModel model = new(workers, service, TimeSpan.MaxValue, seed);
        TrialOutcome outcome = await model.RunAsync(new TrialRequest(rate, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(200_000 / rate)), default);
        double slower = ErlangC.SlowerChance(workers, 1 / service.TotalSeconds, rate, outcome.P99.TotalSeconds);
        slower.ShouldBe(0.01, 0.003, $"seed {seed}: one response of a hundred took longer than {outcome.P99.TotalMilliseconds:0.0} ms");
    }
}
