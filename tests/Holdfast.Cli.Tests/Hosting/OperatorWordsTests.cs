using Holdfast.Configuration;
using Holdfast.DataPlane.Overload;

namespace Holdfast.Cli.Tests.Hosting;

public sealed class OperatorWordsTests
{
    private static readonly RequestRate Rate = new(5, TimeSpan.FromSeconds(1));

    [Fact]
    public void NothingHeldBefore_ClientWasFree() => OperatorWords.Before("10.0.0.9", null).ShouldBe("client 10.0.0.9 free");

    /// <summary>"From bounded to bounded" does not tell that a dry run was made real.</summary>
    [Theory]
    [InlineData(true, "client 10.0.0.9 bounded to 5/s, as a dry run")]
    [InlineData(false, "client 10.0.0.9 bounded to 5/s")]
    public void AnotherBoundHeldBefore_ItIsNamed(bool isDryRun, string expected) =>
        OperatorWords.Before("10.0.0.9", new ThrottleReading("10.0.0.9", null, Rate, TimeSpan.FromMinutes(1), isDryRun, "api", 0, 0)).ShouldBe(expected);
}
