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
                string text = LimitReasons.TextNow(reason, baseline, waiting, isSure: true, inFlight: 4, limit: 4);
                text.ShouldNotContain("quick enough");
                text.ShouldNotContain("nothing waits");
                text.ShouldNotContain("never too much");
            }
        }
    }

    [Fact]
    public void WordsBesideAServerThatIsHardlyKnown_ClaimNothingOfItsQueue()
    {
        LimitReasons.TextNow(LimitReason.Rise, 1, 0, isSure: false, inFlight: 4, limit: 4).ShouldBe("raised: it seems that nothing waits in it");
        LimitReasons.TextNow(LimitReason.Held, 1, 0, isSure: false, inFlight: 4, limit: 4).ShouldBe("full");
    }

    [Fact]
    public void WordsBesideAFullServer_NeverSayThatThereIsRoomOrThatLittleIsUsed()
    {
        LimitReasons.TextNow(LimitReason.NotFull, 1, 0, isSure: true, inFlight: 4, limit: 4).ShouldBe("there was room at the last look");
        LimitReasons.TextNow(LimitReason.Unused, 1, 0, isSure: true, inFlight: 4, limit: 4).ShouldBe("lowered when little of it was used");
    }

    [Fact]
    public void WordsBesideAnIdleServer_NeverSayThatItIsFullNorThatRequestsWait()
    {
        foreach (LimitReason reason in Enum.GetValues<LimitReason>())
        {
            string text = LimitReasons.TextNow(reason, 1, 0, isSure: true, inFlight: 0, limit: 4);
            text.ShouldNotBe("full and quick enough");
            text.ShouldNotContain("requests wait in it");
            text.ShouldNotContain("places are taken");
        }

        LimitReasons.TextNow(LimitReason.TooFewSamples, 1, 0, isSure: true, inFlight: 0, limit: 4).ShouldBe("idle: the limit stays as it was");
    }

    [Fact]
    public void WordsOfAServerThatIsWell_AreThoseOfTheTable()
    {
        foreach (LimitReason reason in Enum.GetValues<LimitReason>())
        {
            LimitReasons.TextNow(reason, 1, 0, isSure: true, inFlight: 1, limit: 4).ShouldBe(LimitReasons.TextOf(reason));
        }
    }
}
