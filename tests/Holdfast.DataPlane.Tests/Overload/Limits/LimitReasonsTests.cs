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
}
