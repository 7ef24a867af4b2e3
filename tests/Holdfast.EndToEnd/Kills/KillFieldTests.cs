using Xunit.Abstractions;

namespace Holdfast.EndToEnd.Kills;

/// <summary>A few kills of the hundred that `bench/run kills` makes: a real gateway dies in the middle of a real outage, again and again.</summary>
public sealed class KillFieldTests(ITestOutputHelper output)
{
    private const int Kills = 6;

    // Another one with HOLDFAST_SEED; the kernel's timing is not the seed's.
    private readonly ulong seed = ulong.TryParse(Environment.GetEnvironmentVariable("HOLDFAST_SEED"), out ulong wanted) ? wanted : 20261121;

    [Fact]
    [Trait("Category", "Slow")]
    public void GatewayKilledDuringAnOutage_LosesNothing_AndTellsTwiceAtMostOnceForAKill()
    {
        output.WriteLine($"seed {seed}");
        KillOutcome found = new KillField(seed, output.WriteLine).Run(Kills);
        output.WriteLine(found.ToString());
        found.Detected.ShouldBeGreaterThan(0, "detection saw no outage: nothing is shown");
        found.Promised.ShouldBeGreaterThan(Kills, "people promised nothing: nothing is shown");
        found.Queued.ShouldBeGreaterThan(Kills);
        found.IsGood.ShouldBeTrue(found.ToString());
    }
}
