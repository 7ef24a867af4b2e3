using Holdfast.Diagnosis.Evidence;

namespace Holdfast.Diagnosis.Tests.Evidence;

public class ConnectionBoundTests
{
    [Fact]
    public void OpenOnesStayAndNewOnesHang_IsFull()
    {
        Of(Held(40).ServersBecome(Signal.FailedConnectTimeout, 0, 5)).ShouldBe(40);
        // Nobody is sent there any more: only its probes still ask.
        Of(Held(40).ServersBecome(Signal.Healthy, 1, 0).ServersBecome(Signal.ProbeFailures, 0, 1)).ShouldBe(40);
    }

    [Fact]
    public void NewOnesOpen_IsNot() => Of(Held(40)).ShouldBeNull();

    [Fact]
    public void SomeOpenAndSomeHang_IsALineThatLosesPackets() =>
        Of(Held(40).ServersBecome(Signal.FailedConnectTimeout, 0, 5).OnServers(Signal.ConnectMedian, _ => 0.001)).ShouldBeNull();

    [Fact]
    public void AnswersWereSlowBeforeItsProbesFailed_IsAServerWithTooMuchToDo() =>
        Of(Held(40).ServersBecome(Signal.Healthy, 1, 0).ServersBecome(Signal.ProbeFailures, 0, 1).ServersBecome(Signal.FirstByteMedian, 0.05, 0.5)).ShouldBeNull();

    [Fact]
    public void AsManyAsUsual_IsALineThatLosesPackets() => Of(Held(11).ServersBecome(Signal.FailedConnectTimeout, 0, 5)).ShouldBeNull();

    [Fact]
    public void NumberThatComesAndGoes_IsNot() =>
        Of(MadeOutage.Everyday().OnServers(Signal.Connections, second => second < MadeOutage.Onset ? 10 : 30 + (second % 4 * 4)).ServersBecome(Signal.FailedConnectTimeout, 0, 5)).ShouldBeNull();

    [Fact]
    public void NumberThatTheGatewayKeepsItself_IsNotTheServers() => Of(Held(40).ServersBecome(Signal.FailedConnectTimeout, 0, 5).OnServers(Signal.ConnectionCap, _ => 40)).ShouldBeNull();

    [Fact]
    public void RefusedOnes_SayNothingOfABound() => Of(Held(40).ServersBecome(Signal.FailedConnectTimeout, 0, 5).ServersBecome(Signal.FailedRefused, 0, 1)).ShouldBeNull();

    [Fact]
    public void NumberThatWasNotRecorded_IsNot() => Of(MadeOutage.Everyday().ServersBecome(Signal.FailedConnectTimeout, 0, 5)).ShouldBeNull();

    internal static MadeSeries Held(double connections) => MadeOutage.Everyday().ServersBecome(Signal.Connections, 10, connections);

    private static double? Of(MadeSeries series)
    {
        series.NewestSecond = MadeSeries.Start + MadeOutage.Now;
        return ConnectionBound.Of(new Situation(series, series, MadeSeries.Start + MadeOutage.Onset, MadeSeries.Start + MadeOutage.Now, MadeSeries.Pool), MadeSeries.Server(1));
    }
}
