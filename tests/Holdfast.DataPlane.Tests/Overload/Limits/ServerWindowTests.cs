namespace Holdfast.DataPlane.Tests.Overload.Limits;

public class ServerWindowTests
{
    private const long Second = 1_000_000_000;

    [Fact]
    public void NewWindow_HasOnlyWhatCameSinceItBegan_OfAllWorkers()
    {
        ServerWindow window = new(workers: 2, limit: 20, now: Second);
        Answer(window, worker: 0);
        window.Begin(window.Sum(), 2 * Second);
        Answer(window, worker: 0);
        Answer(window, worker: 1);

        window.Of(window.Sum()).Answers.ShouldBe(2);
        window.Sum().Answers.ShouldBe(3);
        window.Since.ShouldBe(2 * Second);
    }

    [Fact]
    public void Peak_IsTheMostOfTheWindow_AndOfWhatIsInFlightForLong()
    {
        ServerWindow window = new(1, 20, Second);
        window.SamplesOf(0).SawInFlight(7);
        window.NotePeak(inFlight: 3, isProbed: false, 2 * Second);
        window.Until(default, 2 * Second).ShouldBe(new LimitWindow(default, 1, 7));
        window.NotePeak(inFlight: 9, isProbed: false, 2 * Second);
        window.Until(default, 3 * Second).Peak.ShouldBe(9);

        window.Begin(default, 3 * Second);
        window.Until(default, 4 * Second).Peak.ShouldBe(0);
    }

    [Fact]
    public void RecentPeak_FadesByASixteenth_AndAProbeDoesNotCount()
    {
        ServerWindow window = new(1, 32, Second);
        window.NotePeak(inFlight: 1, isProbed: false, Second);
        window.RecentPeak.ShouldBe(30);
        window.NotePeak(inFlight: 1, isProbed: true, Second);
        window.RecentPeak.ShouldBe(30);
        window.MostInFlight.ShouldBe(32, "what it began with counts for a minute");
    }

    private static void Answer(ServerWindow window, int worker) => window.SamplesOf(worker).RecordAnswer(1_000, 1_000, 1_000, lowUse: false, late: false);
}
