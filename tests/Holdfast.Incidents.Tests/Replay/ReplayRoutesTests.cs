using Holdfast.Incidents.Replay;
using YamlDotNet.RepresentationModel;

namespace Holdfast.Incidents.Tests.Replay;

public sealed class ReplayRoutesTests
{
    [Fact]
    public void RouteOfEveryPath_HasNoMatch_AndOneThatOnlyPathsTell_KeepsItsOwn()
    {
        IReadOnlyList<YamlMappingNode> made = Of("- { match: { path: /a }, pool: shop }\n- { match: { path: /* }, pool: shop }");
        Path(made[0]).ShouldBe("/a");
        Path(made[1]).ShouldBeNull();
    }

    [Fact]
    public void OfThoseThatMoreThanTheirPathTellsApart_TheFirstKeepsIt_UnlessABareOneHasIt()
    {
        Of("- { match: { path: /a, method: POST }, pool: shop }\n- { match: { path: /a, host: b.example }, pool: shop }").Select(Path).ShouldBe(["/a", "/drill-2"]);
        Of("- { match: { path: /a, method: POST }, pool: shop }\n- { match: { path: /a }, pool: shop }").Select(Path).ShouldBe(["/drill-1", "/a"]);
    }

    [Fact]
    public void PrefixIsNotStripped_FromAPathThatDoesNotHaveIt()
    {
        IReadOnlyList<YamlMappingNode> made = Of("- { match: { path: /a/*, method: POST }, stripPrefix: /a, pool: shop }\n- { match: { path: /a/* }, stripPrefix: /a, pool: shop }");
        ReplayConfiguration.Text(made[0], "stripPrefix").ShouldBeNull();
        ReplayConfiguration.Text(made[1], "stripPrefix").ShouldBe("/a");
    }

    [Fact]
    public void HeadersThatMayBeSecrets_AreNotShown()
    {
        string made = Of("- { pool: shop, requestHeaders: { set: { Authorization: Bearer 4711, X-Site: berlin, X-Region: \"${REGION}\" } } }")[0].ToString();
        made.ShouldNotContain("4711");
        made.ShouldNotContain("REGION}");
        made.ShouldContain("berlin");
    }

    private static IReadOnlyList<YamlMappingNode> Of(string routes)
    {
        YamlStream stream = [];
        stream.Load(new StringReader(routes));
        return ReplayRoutes.Of([.. ((YamlSequenceNode)stream.Documents[0].RootNode).Children.Cast<YamlMappingNode>()]);
    }

    private static string? Path(YamlMappingNode route) => ReplayConfiguration.Find(route, "match") is YamlMappingNode match ? ReplayConfiguration.Text(match, "path") : null;
}
