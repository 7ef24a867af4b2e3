namespace Holdfast.DataPlane.Tests.Exchanges;

public sealed class RetryLabelsTests
{
    [Fact]
    public void EveryKindAndRefusal_HasALabelOfItsOwn()
    {
        RetryLabels.Kinds().Distinct().Count().ShouldBe(Enum.GetValues<RetryKind>().Length - 1);
        RetryLabels.Refusals().Distinct().Count().ShouldBe(Enum.GetValues<RetryRefusal>().Length - 1);
        RetryLabels.Kinds()[RetryLabels.IndexOf(RetryKind.Repeat)].ShouldBe("repeat");
        RetryLabels.Refusals()[RetryLabels.IndexOf(RetryRefusal.ClientBudget)].ShouldBe("client_budget");
    }
}
