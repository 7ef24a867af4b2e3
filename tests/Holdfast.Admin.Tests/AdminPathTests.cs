namespace Holdfast.Admin.Tests;

public class AdminPathTests
{
    private static readonly AdminPath Path = new("/api/pools/{pool}/limit");

    [Theory]
    [InlineData("/api/pools/shop/limit", "shop")]
    [InlineData("/api/pools/a%2Fb%2fc/limit", "a/b/c")]
    [InlineData("/api/pools/{pool}/limit", "{pool}")]
    public void SegmentInThePlaceOfAName_IsItsValue(string path, string value) => Path.ValuesOf(path).ShouldBe([value]);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/api/pools//limit")]
    [InlineData("/api/pools/a/b/limit")]
    [InlineData("/api/pools/a/limit/")]
    [InlineData("/api/pools/a/Limit")]
    [InlineData("/API/pools/a/limit")]
    public void AnotherPath_DoesNotMatch(string? path) => Path.ValuesOf(path).ShouldBeNull();

    [Fact]
    public void PathWithoutNames_HasNoValues() => new AdminPath("/metrics").ValuesOf("/metrics").ShouldBe([]);
}
