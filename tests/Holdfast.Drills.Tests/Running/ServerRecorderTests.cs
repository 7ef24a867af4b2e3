using Holdfast.Drills.Running;

namespace Holdfast.Drills.Tests.Running;

public class ServerRecorderTests
{
    private readonly ServerRecorder recorder = new("a");

    [Fact]
    public void Counters_BecomeSeconds_WithoutWhatWasBefore()
    {
        recorder.Record(-1, new OriginState(100, 0, 9, 0, 0, 0));
        recorder.Record(0.2, new OriginState(110, 2, 9, 0, 0, 0));
        recorder.Record(0.8, new OriginState(130, 3, 12, 0, 0, 0));
        recorder.Record(1.1, new OriginState(135, 1, 12, 0, 0, 0));
        IReadOnlyList<ServerSecond> seconds = recorder.SecondsUntil(2);
        seconds.Select(static second => second.Admitted).ShouldBe([30, 5]);
        seconds.Select(static second => second.PeakInFlight).ShouldBe([12, 3]);
    }

    [Fact]
    public void SilentServer_HoldsNothing_AndRestartedOneCountsFromZero()
    {
        recorder.Record(0.1, new OriginState(50, 1, 1, 20, 0, 0));
        recorder.Record(1.1, null);
        recorder.Record(2.1, new OriginState(7, 1, 1, 3, 0, 0));
        IReadOnlyList<ServerSecond> seconds = recorder.SecondsUntil(3);
        seconds.Select(static second => second.Answers).ShouldBe([true, false, true]);
        seconds.Select(static second => second.Sessions).ShouldBe([20, 0, 3]);
        seconds[2].Admitted.ShouldBe(7);
    }

    [Fact]
    public void Deaths_AreCountedOnce()
    {
        recorder.Record(0.1, new OriginState(50, 1, 1, 60, 0, 0));
        recorder.Record(1.1, new OriginState(50, 0, 1, 0, 61, 1));
        recorder.Record(1.6, new OriginState(50, 0, 1, 0, 61, 1));
        recorder.Record(2.6, new OriginState(50, 0, 1, 0, 61, 1));
        IReadOnlyList<ServerSecond> seconds = recorder.SecondsUntil(3);
        seconds.Select(static second => second.LostSessions).ShouldBe([0, 61, 0]);
        seconds.Select(static second => second.Deaths).ShouldBe([0, 1, 0]);
    }

    [Theory]
    [InlineData("{\"admitted\":5,\"inFlight\":2,\"peakInFlight\":3,\"sessions\":4,\"lostSessions\":6,\"deaths\":7,\"pid\":8,\"more\":[]}", true)]
    [InlineData("not JSON", false)]
    public void State_IsRead(string text, bool understood) =>
        OriginState.Parse(text).ShouldBe(understood ? new OriginState(5, 2, 3, 4, 6, 7) { Pid = 8 } : null);
}
