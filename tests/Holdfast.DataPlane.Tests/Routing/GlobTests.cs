using System.Diagnostics;
using Holdfast.Foundation;
using static Holdfast.DataPlane.Tests.Routing.RequestFixture;

namespace Holdfast.DataPlane.Tests.Routing;

public sealed class GlobTests
{
    [Theory]
    [InlineData("/*/b", "/a/b", true)]
    [InlineData("/*/b", "//b", true)]
    [InlineData("/*/b", "/a/x/b", false)]
    [InlineData("/**/b", "/a/x/b", true)]
    [InlineData("/**/b", "/b", false)]
    [InlineData("/**.png", "/img/x.png", true)]
    [InlineData("/**.png", "/img/x.png/y", false)]
    [InlineData("/api*", "/apix", true)]
    [InlineData("/api*", "/api/x", false)]
    [InlineData("/*/c/*", "/a/c", true)]
    [InlineData("/*/c/*", "/a/c/d/e", true)]
    [InlineData("/*/c/*", "/a/cd", false)]
    [InlineData("/***x", "/a/x", true)]
    [InlineData("/x*/**", "/xy", true)]
    [InlineData("/x*/**", "/xy/a/b", true)]
    [InlineData("/x*/**", "/yx", false)]
    public void Pattern_MatchesAsDocumented(string pattern, string path, bool matches) =>
        new Glob(pattern).Matches(Bytes(path)).ShouldBe(matches);

    [Fact]
    public void PatternsOverSixtyFourBytes_MatchAcrossWords()
    {
        string middle = new('m', 130);
        var glob = new Glob("/*" + middle + "*/end/*");
        glob.Matches(Bytes("/aaa" + middle + "bbb/end/x")).ShouldBeTrue();
        glob.Matches(Bytes("/aaa" + middle[1..] + "bbb/end/x")).ShouldBeFalse();
        for (int length = 1; length < 200; length++)
        {
            var stars = new Glob("/" + new string('x', length) + "*y*");
            stars.Matches(Bytes("/" + new string('x', length) + "y")).ShouldBeTrue($"{length}");
            stars.Matches(Bytes("/" + new string('x', length) + "z")).ShouldBeFalse($"{length}");
        }
    }

    [Fact]
    public void RandomPatterns_MatchLikeTheModel()
    {
        const ulong Seed = 61;
        var random = new SeededRandom(Seed);
        for (int i = 0; i < 20_000; i++)
        {
            string pattern = "/" + Letters(random, "ab/**", 8);
            string path = "/" + Letters(random, "ab/", 8);
            new Glob(pattern).Matches(Bytes(path)).ShouldBe(GlobModel.Matches(pattern, path), $"{pattern} on {path}, seed {Seed}");
        }
    }

    [Fact]
    public void HostilePath_CostsTimeInProportionToItsLength()
    {
        var glob = new Glob("/**x*x*y");
        double Time(int length)
        {
            byte[] path = Bytes("/" + new string('x', length));
            long start = Stopwatch.GetTimestamp();
            glob.Matches(path).ShouldBeFalse();
            return Stopwatch.GetElapsedTime(start).TotalNanoseconds;
        }

        double longest = Enumerable.Range(0, 20).Min(_ => Time(16_000));
        double shorter = Enumerable.Range(0, 20).Min(_ => Time(1_000));
        (longest / shorter).ShouldBeLessThan(64, "16 times the length: 16 times the steps; backtracking would take 256 or 4,096 times");
    }

    private static string Letters(SeededRandom random, string alphabet, int maximum) =>
        new([.. Enumerable.Range(0, random.Next(maximum)).Select(_ => alphabet[random.Next(alphabet.Length)])]);
}
