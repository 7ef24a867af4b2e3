using Holdfast.Incidents.Replay;

namespace Holdfast.Incidents.Tests.Replay;

public sealed class GoneTogetherTests
{
    [Fact]
    public void ServersThatAreBackWithinWhatProbesTellApart_AreBackWithTheFirst() =>
        Played(Dead("a", 10, 40), Dead("b", 10, 42), Dead("c", 11, 41)).ShouldBe([("a", 10, 40), ("b", 10, 40), ("c", 10, 40)]);

    [Fact]
    public void ServersThatAreBackLater_AreBackByThemselves() =>
        Played(Dead("a", 10, 40), Dead("b", 10, 43), Dead("c", 10, 45)).ShouldBe([("a", 10, 40), ("b", 10, 43), ("c", 10, 43)]);

    [Theory]
    [InlineData(59, 2)]
    [InlineData(120, 3)]
    [InlineData(600, 4)]
    public void WhoWasOutForLong_IsLookedAtMoreRarely(int seconds, int within)
    {
        Played(Dead("a", 10, 10 + seconds), Dead("b", 10, 10 + seconds + within))[1].To.ShouldBe(10 + seconds);
        Played(Dead("a", 10, 10 + seconds), Dead("b", 10, 10 + seconds + within + 1))[1].To.ShouldBe(10 + seconds + within + 1);
    }

    [Fact]
    public void ServersThatAreRestartedOneAfterTheOther_StayApart() =>
        Played(Dead("a", 10, 12), Dead("b", 12, 14), Dead("c", 14, 16)).ShouldBe([("a", 10, 12), ("b", 12, 14), ("c", 14, 16)]);

    [Fact]
    public void SlowServer_KeepsItsTimes_AndWhoIsNeverBackStaysAway() =>
        Played(Dead("a", 10, 40), new ReplayFault(Server("b"), ReplayFaultKind.Slow, 11, 41, 5), new ReplayFault(Server("c"), ReplayFaultKind.Silent, 11, null, 0)).ShouldBe([("a", 10, 40), ("c", 10, null), ("b", 11, 41)]);

    private static List<(string Name, long From, long? To)> Played(params ReplayFault[] faults) => [.. GoneTogether.Of(faults).Select(fault => (fault.Server.Name, fault.From, fault.To))];

    private static ReplayFault Dead(string name, long from, long to) => new(Server(name), ReplayFaultKind.Dead, from, to, 0);

    private static ReplayServer Server(string name) => new(name, name, 100);
}
