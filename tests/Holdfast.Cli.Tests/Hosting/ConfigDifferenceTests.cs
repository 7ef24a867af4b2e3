using Holdfast.Configuration;

namespace Holdfast.Cli.Tests;

public class ConfigDifferenceTests
{
    private const string Before = """
        listeners:
          - address: 127.0.0.1:8080
        routes:
          - match: { path: /* }
            pool: shop
        pools:
          shop:
            servers:
              - address: 10.0.0.1:80
                weight: 100
              - address: 10.0.0.2:80
                weight: 100
        """;

    [Fact]
    public void SameConfiguration_HasNoDifference_HoweverItIsWritten() =>
        ConfigDifference.Between(Effective(Before), Effective(Before.Replace("            weight: 100\n", ""))).ShouldBeEmpty();

    [Fact]
    public void ChangedWeight_IsNamedByServer()
    {
        ConfigDifference.Change change = ConfigDifference.Between(Effective(Before), Effective(Before.Replace("10.0.0.2:80\n        weight: 100", "10.0.0.2:80\n        weight: 10"))).ShouldHaveSingleItem();
        change.Path.ShouldBe("pools.shop.servers.10.0.0.2:80.weight");
        (change.Before, change.After).ShouldBe(("100", "10"));
        ConfigChanges.SubjectOf(change.Path).ShouldBe("server:shop/10.0.0.2:80");
    }

    [Fact]
    public void ServerThatIsGone_IsGone()
    {
        IReadOnlyList<ConfigDifference.Change> changes = ConfigDifference.Between(Effective(Before), Effective(Before[..Before.IndexOf("      - address: 10.0.0.2", StringComparison.Ordinal)]));
        changes.ShouldNotBeEmpty();
        changes.ShouldAllBe(change => change.Path.StartsWith("pools.shop.servers.10.0.0.2:80.") && change.After == null);
        ConfigDifference.Describe(changes).ShouldContain("is gone");
    }

    [Fact]
    public void ManyChanges_AreCounted()
    {
        ConfigDifference.Change[] changes = [.. Enumerable.Range(0, 5).Select(index => new ConfigDifference.Change($"a{index}", "1", "2"))];
        ConfigDifference.Describe(changes).ShouldBe("a0 from 1 to 2; a1 from 1 to 2; a2 from 1 to 2; and 2 more");
    }

    private static string Effective(string yaml) => ConfigWriter.Write(ConfigReader.Read(yaml, "test.yaml", _ => null).Config.ShouldNotBeNull());
}
