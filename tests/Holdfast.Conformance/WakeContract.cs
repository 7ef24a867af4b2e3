using Holdfast.Networking;

namespace Holdfast.Conformance;

public abstract class WakeContract(INetwork network) : LoopContract(network)
{
    [Fact]
    public void OtherThreadWakes_EndlessTurnReturns()
    {
        for (int round = 0; round < 100; round++)
        {
            var other = new Thread(Loop.Wake);
            other.Start();
            TurnWithoutTimeout();
            other.Join();
        }
    }

    [Fact]
    public void WakeBeforeTheTurn_IsNotLost()
    {
        Loop.Wake();
        TurnWithoutTimeout();
    }

    [Fact]
    public void WakeInsideAHandler_EndsTheNextTurn()
    {
        ListenerHandler.Reaction = (_, _) => Loop.Wake();
        Loop.Connect(Address, new RecordingHandler(), out _);
        TurnUntil(() => ListenerHandler.Reports.Count > 0, "the listener to be readable");
        TurnWithoutTimeout();
    }

    [Fact]
    public void ZeroTimeout_OnlyLooks() => Loop.Turn(0).ShouldBe(0);

    [Fact]
    public void NothingHappens_TurnEndsAtItsTimeout()
    {
        Loop.Turn(3_000_000).ShouldBe(0);
        Loop.Turn(1).ShouldBe(0);
    }

    // On a thread of its own, so that a lost wake-up fails the test instead of hanging the run.
    private void TurnWithoutTimeout()
    {
        var turn = new Thread(() => Loop.Turn(-1)) { IsBackground = true };
        turn.Start();
        turn.Join(TimeSpan.FromSeconds(10)).ShouldBeTrue("the wake-up was lost");
    }
}
