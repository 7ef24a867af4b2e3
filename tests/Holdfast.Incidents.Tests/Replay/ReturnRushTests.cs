using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Replay;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Tests.Replay;

/// <summary>All servers of <see cref="RecordedOutage"/> die and come back; what a server does after that is a rush or a fault of its own.</summary>
public sealed class ReturnRushTests
{
    [Theory]
    [InlineData(42)]
    [InlineData(60)]
    public void ServerThatStaysSlowAfterACommonReturn_IsSlow_OnceTheOthersHaveBeenWellForTwoSeconds(int to)
    {
        using RecordedOutage outage = new("sick-server");
        foreach (string server in new[] { "a", "b", "c", "d" })
        {
            Die(outage, server, 5, 30);
        }

        SlowFrom30(outage, "b", to);
        Told(outage.Plan().Faults, "b").ShouldBe([(ReplayFaultKind.Dead, 5, 30), (ReplayFaultKind.Slow, 32, to < 60 ? to : (long?)null)]);
    }

    [Fact]
    public void ServerThatStaysSlow_WhileTheOthersNeverComeBack_IsExcusedForSixSeconds()
    {
        using RecordedOutage outage = new("sick-server");
        foreach (string server in new[] { "a", "b", "c", "d" })
        {
            Die(outage, server, 5, server == "b" ? 30 : 60);
        }

        SlowFrom30(outage, "b", 60);
        Told(outage.Plan().Faults, "b").ShouldBe([(ReplayFaultKind.Dead, 5, 30), (ReplayFaultKind.Slow, 36, null)]);
    }

    [Fact]
    public void OnlyServer_ThatIsSilentAgainAfterThreeWellSeconds_IsSilentTwice()
    {
        using RecordedOutage outage = new("sick-server");
        FreezeTwice(outage, "a");
        Told(new FaultFinder(ReplaySeries.Of(outage.Bench.Series), [Known("a")], new TimeScale(RecordedOutage.Start, RecordedOutage.End)).Find(), "a")
            .ShouldBe([(ReplayFaultKind.Silent, 5, 20), (ReplayFaultKind.Silent, 23, 40)]);
    }

    [Fact]
    public void ServerBesideOthersThatAreAskedForNothing_ThatIsSilentAgain_IsSilentTwice()
    {
        using RecordedOutage outage = new("sick-server");
        FreezeTwice(outage, "a");
        outage.Server("b", Signal.Good, _ => 0);
        outage.Server("b", Signal.FirstByteMedian, _ => double.NaN);
        Told(new FaultFinder(ReplaySeries.Of(outage.Bench.Series), [Known("a"), Known("b")], new TimeScale(RecordedOutage.Start, RecordedOutage.End)).Find(), "a")
            .ShouldBe([(ReplayFaultKind.Silent, 5, 20), (ReplayFaultKind.Silent, 23, 40)]);
    }

    [Fact]
    public void OnlyMeansOfTenSecondsAreLeft_TheRushIsInAllOfAMean()
    {
        using RecordedOutage outage = new("sick-server");
        foreach (string server in new[] { "a", "b", "c", "d" })
        {
            Die(outage, server, 0, 30);
            outage.Server(server, Signal.FailedRefused, 0, 10, 2, 0);
        }

        // Slow for three of ten seconds.
        outage.Server("b", Signal.Good, second => (second - RecordedOutage.Start) switch { >= 0 and < 30 => 0, >= 30 and < 40 => 45, _ => 60 });
        outage.Server("b", Signal.FirstByteMedian, second => (second - RecordedOutage.Start) switch { >= 0 and < 30 => double.NaN, >= 30 and < 40 => 0.3, _ => 0.06 });
        Incident incident = outage.Record();
        outage.Bench.Clock.Advance(TimeSpan.FromHours(2));
        Told(outage.Desk.Plan(incident).Plan.ShouldNotBeNull().Faults, "b").ShouldBe([(ReplayFaultKind.Dead, 0, 30)]);
    }

    private static void Die(RecordedOutage outage, string server, int from, int to)
    {
        outage.Server(server, Signal.Good, from, to, 0, 60);
        outage.Server(server, Signal.FailedRefused, from, from + 1, 20, 0);
        outage.Server(server, Signal.FirstByteMedian, from, to, double.NaN, 0.06);
        outage.Server(server, Signal.Healthy, from, to, 0, 1);
    }

    private static void SlowFrom30(RecordedOutage outage, string server, int to)
    {
        outage.Server(server, Signal.Good, second => (second - RecordedOutage.Start) switch { >= 5 and < 30 => 0, >= 30 when second < RecordedOutage.Start + to => 6, _ => 60 });
        outage.Server(server, Signal.FirstByteMedian, second => (second - RecordedOutage.Start) switch { >= 5 and < 30 => double.NaN, >= 30 when second < RecordedOutage.Start + to => 0.6, _ => 0.06 });
    }

    private static void FreezeTwice(RecordedOutage outage, string server)
    {
        static bool IsFrozen(long second) => (second - RecordedOutage.Start) is (>= 5 and < 20) or (>= 23 and < 40);
        outage.Server(server, Signal.Good, second => IsFrozen(second) ? 0 : 60);
        outage.Server(server, Signal.FailedFirstByte, second => IsFrozen(second) ? 60 : 0);
        outage.Server(server, Signal.FirstByteMedian, second => IsFrozen(second) ? double.NaN : 0.06);
    }

    private static (ReplayServer Server, SeriesSubject Subject) Known(string name) => (new ReplayServer(name, name, 100), new SeriesSubject(SubjectKind.Server, $"shop/{name}"));

    private static List<(ReplayFaultKind Kind, long From, long? To)> Told(IReadOnlyList<ReplayFault> faults, string server) =>
        [.. faults.Where(fault => fault.Server.Name == server).Select(fault => (fault.Kind, fault.From - RecordedOutage.Start, fault.To - RecordedOutage.Start))];
}
