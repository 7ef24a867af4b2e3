namespace Holdfast.DataPlane.Tests.Overload.Pressure;

public sealed class PauseRecordTests
{
    private readonly PauseRecord pauses = new();

    [Fact]
    public void Pauses_AreRecordedOneByOneAndTheLongestNeverTooShort()
    {
        pauses.Update(50_000_000, 100);
        pauses.Count.ShouldBe(0, "the start of the process is not the gateway's time");

        pauses.Update(51_000_000, 101);
        pauses.Update(51_000_000, 101);
        pauses.Update(57_000_000, 104);

        pauses.Count.ShouldBe(4);
        pauses.LongestNanoseconds.ShouldBe(6_000_000);
        pauses.Percentile(99).ShouldBe(2_000_000, 100_000);
    }

    [Fact]
    public void VeryFirstPauseOfAProcess_IsRecorded()
    {
        pauses.Update(0, 0);
        pauses.Update(3_000_000, 1);
        pauses.Count.ShouldBe(1);
        pauses.LongestNanoseconds.ShouldBe(3_000_000);
    }

    /// <summary>The control loop reads the sum, is held up, and the look after a collection comes first.</summary>
    [Fact]
    public void OlderSumAfterANewerOne_IsNotAPause()
    {
        pauses.Update(0, 0);
        pauses.Update(5_000_000, 2);
        pauses.Update(3_000_000, 1);
        pauses.Update(6_000_000, 3);

        pauses.Count.ShouldBe(3);
        pauses.LongestNanoseconds.ShouldBe(5_000_000);
    }

    [Fact]
    public void CollectionsOfThisProcess_AreSeenOneByOneWithoutALook()
    {
        pauses.Update((long)GC.GetTotalPauseDuration().TotalNanoseconds, GC.CollectionCount(0));
        using PauseWatch watch = new(pauses);
        // Other tests collect at the same time, so that one may be seen with the next.
        for (int tries = 0; tries < 100 && pauses.Count < 3; tries++)
        {
            GC.Collect(0, GCCollectionMode.Forced, blocking: true);
            GC.WaitForPendingFinalizers();
        }

        pauses.Count.ShouldBeGreaterThanOrEqualTo(3);
        pauses.LongestNanoseconds.ShouldBeGreaterThan(0);
    }
}
