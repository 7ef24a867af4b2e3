namespace Holdfast.DataPlane.Tests.Overload.Queueing;

public sealed class ClassOrderTests
{
    private const uint All = 0b1111;
    private const uint WithoutCritical = 0b1110;

    private readonly ClassOrder order = new();

    [Fact]
    public void NobodyWaits_NoClass() => order.Choose(0).ShouldBe(-1);

    [Fact]
    public void CriticalWants_ItGetsAllButAHundredthForEachOther()
    {
        int[] turns = Turns(All, [1_000_000, 1_000_000, 1_000_000, 1_000_000], 100_000);
        turns[1].ShouldBeInRange(950, 1_010);
        turns[2].ShouldBeInRange(950, 1_010);
        turns[3].ShouldBeInRange(950, 1_010);
    }

    [Fact]
    public void OthersWant_TheyGetTheirWeights()
    {
        int[] turns = Turns(WithoutCritical, [1, 1_000_000, 1_000_000, 1_000_000], 10_000);
        turns[1].ShouldBeInRange(5_990, 6_010);
        turns[2].ShouldBeInRange(2_990, 3_010);
        turns[3].ShouldBeInRange(990, 1_010);
    }

    [Fact]
    public void RequestsCostDifferently_SharesAreOfServiceTime()
    {
        int[] turns = Turns(WithoutCritical, [1, 1_000_000, 3_000_000, 1_000_000], 10_000);
        double all = turns[1] + (3.0 * turns[2]) + turns[3];
        (turns[1] / all).ShouldBeInRange(0.59, 0.61);
        (3.0 * turns[2] / all).ShouldBeInRange(0.29, 0.31);
    }

    [Fact]
    public void ClassWasIdle_ItIsNotPaidForThat()
    {
        Turns(0b0010, [1, 1_000_000, 1, 1], 10_000);
        order.Enter(2);
        int[] turns = Turns(0b0110, [1, 1_000_000, 1_000_000, 1], 900);
        turns[1].ShouldBeInRange(590, 610);
    }

    [Fact]
    public void IdleClassComesBack_ItHasOneTurnBeforeCriticalAndNoMore()
    {
        Turns(0b0001, [1_000_000, 1, 1, 1], 10_000);
        order.Choose(0b1001).ShouldBe(3);
        order.Charge(3, 1_000_000);
        order.Choose(0b1001).ShouldBe(0);
    }

    [Fact]
    public void YearsOfService_TurnsStayAsTheyAre()
    {
        const long day = 1L << 46;
        int[] turns = Turns(WithoutCritical, [1, day, day, day], 500_000);
        turns[1].ShouldBeInRange(299_000, 301_000);
        turns[2].ShouldBeInRange(149_000, 151_000);
        turns[3].ShouldBeInRange(49_000, 51_000);
    }

    private int[] Turns(uint waiting, long[] costs, int count)
    {
        int[] turns = new int[4];
        for (int i = 0; i < count; i++)
        {
            int index = order.Choose(waiting);
            order.Charge(index, costs[index]);
            turns[index]++;
        }

        return turns;
    }
}
