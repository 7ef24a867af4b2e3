namespace Holdfast.DataPlane.Tests.Overload.Watching;

public sealed class SheddingEpisodeTests
{
    private const long Tick = 100_000_000;
    private readonly SheddingEpisode episode = new();
    private long now;

    [Fact]
    public void Surge_IsToldOnce_WhenItsFiguresAreSettled_AndItsEndAfterAQuietWhile()
    {
        Ticks(20, shed: 0, offered: 800).ShouldBeEmpty();
        List<(SheddingStep Step, long At)> steps = Ticks(100, shed: 700, offered: 8000);
        steps.ShouldHaveSingleItem().ShouldBe((SheddingStep.Began, 31 * Tick));

        Ticks(20, shed: 0, offered: 800).ShouldBeEmpty("a pause of two seconds ends nothing");
        Ticks(10, shed: 700, offered: 9000).ShouldBeEmpty();
        steps = Ticks(100, shed: 0, offered: 800);
        steps.ShouldHaveSingleItem().Step.ShouldBe(SheddingStep.Ended);
        episode.Shed.ShouldBe(110 * 700);
        episode.PeakOffered.ShouldBe(9000);
        (episode.LengthNanoseconds / 1e9).ShouldBe(13, 1.1);
    }

    [Fact]
    public void HandfulOfRefusals_IsNoEpisode()
    {
        for (int second = 0; second < 60; second++)
        {
            Ticks(1, shed: 4, offered: 100).ShouldBeEmpty();
            Ticks(9, shed: 0, offered: 100).ShouldBeEmpty();
        }
    }

    [Fact]
    public void LessThanOneInAHundred_IsNoEpisode() => Ticks(600, shed: 7, offered: 10_000).ShouldBeEmpty();

    [Fact]
    public void SecondSurge_CountsFromItsOwnBeginning()
    {
        Ticks(50, shed: 10, offered: 800);
        Ticks(100, shed: 0, offered: 100);
        Ticks(50, shed: 1, offered: 100).Select(step => step.Step).ShouldBe([SheddingStep.Began]);
        Ticks(100, shed: 0, offered: 100);
        episode.Shed.ShouldBe(50);
        episode.PeakOffered.ShouldBe(100);
    }

    private List<(SheddingStep Step, long At)> Ticks(int count, long shed, double offered)
    {
        List<(SheddingStep, long)> steps = [];
        for (int tick = 0; tick < count; tick++)
        {
            now += Tick;
            SheddingStep step = episode.Observe(shed, offered, now);
            if (step != SheddingStep.None)
            {
                steps.Add((step, now));
            }
        }

        return steps;
    }
}
