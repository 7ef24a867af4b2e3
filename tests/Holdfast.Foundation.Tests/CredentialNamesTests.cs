namespace Holdfast.Foundation.Tests;

public sealed class CredentialNamesTests
{
    [Theory]
    [InlineData("Authorization", true)]
    [InlineData("X-Api-Key", true)]
    [InlineData("cookie", true)]
    [InlineData("X-Session-Id", true)]
    [InlineData("X-Site", false)]
    [InlineData("Accept", false)]
    public void Name_TellsWhetherItsValueIsHidden(string header, bool isHidden) => CredentialNames.MayHold(header).ShouldBe(isHidden);
}
