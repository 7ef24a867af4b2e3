namespace Holdfast.Drills;

public class ConnectionRuleTests
{
    [Theory]
    [InlineData(AtCap.Hang, 99, ConnectionDecision.Serve)]
    [InlineData(AtCap.Hang, 100, ConnectionDecision.LeaveToKernel)]
    [InlineData(AtCap.Refuse, 99, ConnectionDecision.Serve)]
    [InlineData(AtCap.Refuse, 100, ConnectionDecision.Reset)]
    public void ConnectionPastTheCap_IsLeftOrReset(AtCap atCap, int open, ConnectionDecision expected) =>
        new ConnectionRule(100, atCap).Next(open).ShouldBe(expected);
}
