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
    public void NoneOfThem_IsNoCodeWord()
    {
        CauseWords.Of("none-of-these").ShouldBe("none of the known causes");
        CauseWords.WithName("none-of-these").ShouldBe("none of the known causes");
    }

    [Theory]
    [InlineData(1, "over 99 %")]
    [InlineData(0.997, "over 99 %")]
    [InlineData(0.99, "99 %")]
    [InlineData(0.6, "60 %")]
    public void NothingIsWhollySure(double probability, string told) => CauseWords.Share(probability).ShouldBe(told);

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
