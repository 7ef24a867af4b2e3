namespace Holdfast.Foundation.Tests;

public sealed class ChoicesTests
{
    [Theory]
    [InlineData("", "There is none.")]
    [InlineData("shop", "There is shop.")]
    [InlineData("shop,search", "There are shop, search.")]
    public void NamesAreToldInTheirNumber(string names, string told) => Choices.There(names.Split(',', StringSplitOptions.RemoveEmptyEntries)).ShouldBe(told);
}
