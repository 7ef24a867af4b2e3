using static Holdfast.DataPlane.Tests.Routing.RequestFixture;

namespace Holdfast.DataPlane.Tests.Routing;

public sealed class PathSafetyTests
{
    [Theory]
    [InlineData("/a/../b")]
    [InlineData("/a/./b")]
    [InlineData("/..")]
    [InlineData("/.")]
    [InlineData("..")]
    [InlineData("/../")]
    [InlineData("/a/%2e%2e/b")]
    [InlineData("/a/%2E%2e")]
    [InlineData("/a/.%2e/b")]
    [InlineData("/a/%2e./b")]
    [InlineData("/a/%2e/b")]
    [InlineData("/a/..;/b")]
    [InlineData("/a/..;x=1/b")]
    [InlineData("/a/.;/b")]
    [InlineData("/a/..%3b/b")]
    [InlineData("/a/..%2fb")]
    [InlineData("/a%2f..%2Fb")]
    [InlineData("/a\\..\\b")]
    [InlineData("/a%5c..%5Cb")]
    [InlineData("/x.y/a.b/..")]
    [InlineData("/.../../a")]
    [InlineData("/%25/%41/..")]
    public void PathThatAServerCouldJoin_IsFound(string path) => PathSafety.HasDotSegments(Bytes(path)).ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("*")]
    [InlineData("/a.b/c..d")]
    [InlineData("/.well-known/acme")]
    [InlineData("/..a/b")]
    [InlineData("/a../b")]
    [InlineData("/a./b")]
    [InlineData("/...")]
    [InlineData("/.../b")]
    [InlineData("/%2e%2e%2e")]
    [InlineData("/%2ea")]
    [InlineData("/a%2e%2e")]
    [InlineData("/a%2")]
    [InlineData("/%")]
    [InlineData("/%2")]
    [InlineData("/a/..%")]
    [InlineData("/img%2fx.png")]
    public void OrdinaryPath_Passes(string path) => PathSafety.HasDotSegments(Bytes(path)).ShouldBeFalse();

    [Fact]
    public void PathsOfAnyBytes_AreReadWithinBounds()
    {
        var random = new Foundation.SeededRandom(71);
        const string Alphabet = "./%2eEfF5cC;\\a";
        for (int i = 0; i < 100_000; i++)
        {
            char[] letters = [.. Enumerable.Range(0, random.Next(12)).Select(_ => Alphabet[random.Next(Alphabet.Length)])];
            string path = new(letters);
            PathSafety.HasDotSegments(Bytes(path)).ShouldBe(Model(path), $"{path}, seed 71");
        }
    }

    /// <summary>Decode what is decoded, split where servers split, look at the segments.</summary>
    private static bool Model(string path)
    {
        string decoded = path.Replace("%2e", ".", StringComparison.OrdinalIgnoreCase)
            .Replace("%2f", "/", StringComparison.OrdinalIgnoreCase)
            .Replace("%5c", "/", StringComparison.OrdinalIgnoreCase)
            .Replace("%3b", ";", StringComparison.OrdinalIgnoreCase)
            .Replace('\\', '/');
        return decoded.Split('/').Select(segment => segment.Split(';')[0]).Any(segment => segment is "." or "..");
    }
}
