using Holdfast.Diagnosis.Ranking;

namespace Holdfast.Cli.Tests.Hosting;

public sealed class DiagnosisSideTests
{
    /// <summary>"Users are hurt or will be: ...; nobody is hurt" contradicts itself.</summary>
    [Theory]
    [InlineData(Verdict.NoHarm, "users are likely to be hurt soon")]
    [InlineData(null, "users are hurt or will be")]
    public void NobodyIsHurtYet_TheLogDoesNotSayThatUsersAre(Verdict? verdict, string expected) => DiagnosisSide.HarmOf(verdict).ShouldBe(expected);
}
