using Holdfast.Diagnosis.Hypotheses;

namespace Holdfast.Diagnosis.Tests;

public class CauseWordsTests
{
    [Fact]
    public void Bug_IsNamedWhereItIsJudged()
    {
        CauseWords.Of(new BadDeployment().Name).ShouldBe("deployment or bug");
        CauseWords.WithName(new BadDeployment().Name).ShouldBe("bad-deployment (deployment or bug)");
    }

    [Fact]
    public void OtherCauses_AreTheirNames()
    {
        foreach (Hypothesis other in HypothesisRegistry.All.Where(static cause => cause is not BadDeployment))
        {
            CauseWords.WithName(other.Name).ShouldBe(other.Name);
            CauseWords.Of(other.Name).ShouldBe(other.Name.Replace('-', ' '));
        }
    }
}
