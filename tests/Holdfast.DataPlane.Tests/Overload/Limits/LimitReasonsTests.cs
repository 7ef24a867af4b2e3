namespace Holdfast.DataPlane.Tests.Overload.Limits;

public sealed class LimitReasonsTests
{
    [Fact]
    public void EveryReason_HasItsRowAtItsPlace_WithALabelAndWords()
    {
        LimitReason[] reasons = Enum.GetValues<LimitReason>();

        LimitReasons.Count.ShouldBe(reasons.Length);
        reasons.ShouldAllBe(reason => LimitReasons.ReasonAt((int)reason) == reason);
        reasons.Select(LimitReasons.LabelOf).ShouldBeUnique();
        reasons.Select(LimitReasons.TextOf).ShouldBeUnique();
    }

    [Fact]
    public void WordsBesideASlowServer_NeverSayThatItIsQuickOrThatNothingWaits()
    {
        foreach (LimitReason reason in Enum.GetValues<LimitReason>())
        {
            foreach ((double baseline, double waiting) in ((double, double)[])[(3.3, 0), (1, 40)])
            {
                string text = LimitReasons.TextNow(reason, baseline, waiting, isFull: true);
                text.ShouldNotContain("quick enough");
                text.ShouldNotContain("nothing waits");
                text.ShouldNotContain("never too much");
            }
        }
    }

    [Fact]
    public void WordsBesideAFullServer_NeverSayThatThereIsRoomOrThatLittleIsUsed()
    {
        LimitReasons.TextNow(LimitReason.NotFull, 1, 0, isFull: true).ShouldBe("there was room at the last look");
        LimitReasons.TextNow(LimitReason.Unused, 1, 0, isFull: true).ShouldBe("lowered when little of it was used");
    }

    [Fact]
    public void WordsOfAServerThatIsWell_AreThoseOfTheTable()
    {
        foreach (LimitReason reason in Enum.GetValues<LimitReason>())
        {
            LimitReasons.TextNow(reason, 1, 0, isFull: false).ShouldBe(LimitReasons.TextOf(reason));
        }
    }
}
