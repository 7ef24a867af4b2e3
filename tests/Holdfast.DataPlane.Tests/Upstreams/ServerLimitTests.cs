namespace Holdfast.DataPlane.Tests.Upstreams;

public sealed class ServerLimitTests
{
    private readonly ServerLimit limit = new(new ServerCell());

    [Fact]
    public void Cap_HoldsWhateverTheLimitAndGivesItBack()
    {
        limit.Own = 50;
        limit.Cap = 5;
        limit.InForce.ShouldBe(5);
        limit.Own.ShouldBe(50);
        limit.Own = 80;
        limit.InForce.ShouldBe(5, "the control loop does not undo what health demands");
        limit.Own = 3;
        limit.InForce.ShouldBe(3);
        limit.Own = 80;
        limit.Cap = ServerState.Unlimited;
        limit.InForce.ShouldBe(80);
    }

    [Fact]
    public void CapAndLimitSetByTwoThreads_TheSmallerIsInForceInTheEnd()
    {
        for (int round = 1; round <= 2_000; round++)
        {
            int cap = 1 + (round % 7);
            int own = 1 + (round % 5);
            Parallel.Invoke(() => limit.Cap = cap, () => limit.Own = own);
            limit.InForce.ShouldBe(Math.Min(cap, own), $"round {round}");
        }
    }
}
