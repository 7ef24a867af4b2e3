using Holdfast.DataPlane.Health.Rules;

namespace Holdfast.DataPlane.Tests.Health;

public sealed class EjectionReasonsTests
{
    [Fact]
    public void EveryReason_HasWordsAndALabelOfItsOwn()
    {
        EjectionReason[] all = Enum.GetValues<EjectionReason>();
        EjectionReasons.Labels().Length.ShouldBe(all.Length);
        all.Select(EjectionReasons.TextOf).Distinct().Count().ShouldBe(all.Length);
        foreach (EjectionReason reason in all)
        {
            EjectionReasons.LabelOf(reason).Replace("_", "", StringComparison.Ordinal).ShouldBe(reason.ToString(), StringCompareShould.IgnoreCase);
        }
    }

    [Fact]
    public void EveryRule_HasAReasonOfItsOwn() =>
        EjectionRules.All.Select(rule => rule.Reason).Distinct().Count().ShouldBe(EjectionRules.All.Length);
}
