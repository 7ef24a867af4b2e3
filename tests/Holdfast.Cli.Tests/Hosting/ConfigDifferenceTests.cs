using Holdfast.Configuration;
using Holdfast.Foundation;
using Holdfast.Telemetry.Series;

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
        ConfigChanges.SubjectOf(change.Path, []).ShouldBe("server:shop/10.0.0.2:80");
    }

    [Fact]
    public void NamedServer_IsCalledByItsName_InTextAndSubject()
    {
        string named = Before.Replace("      - address: 10.0.0.2:80\n", "      - address: 10.0.0.2:80\n        name: shop\n", StringComparison.Ordinal);
        string lighter = named.Replace("name: shop\n        weight: 100", "name: shop\n        weight: 10", StringComparison.Ordinal);
        ConfigDifference.Change change = ConfigDifference.Between(Effective(named), Effective(lighter)).ShouldHaveSingleItem();
        ConfigDifferenceText.Describe([change]).ShouldBe("pools.shop.servers.shop.weight from 100 to 10");
        ConfigChanges.SubjectOf(change.Path, []).ShouldBe("server:shop/shop");
        string without = named[..named.IndexOf("      - address: 10.0.0.2", StringComparison.Ordinal)];
        ConfigDifferenceText.Describe(ConfigDifference.Between(Effective(named), Effective(without))).ShouldBe("pools.shop.servers.shop is gone");
    }

    /// <summary>The effective text is quoted as JSON is; people have written neither the quotes nor the backslashes.</summary>
    [Fact]
    public void Symbols_AreToldAsTheyWereWritten_InOneLine()
    {
        string with = Before.Replace("    pool: shop\n", "    pool: shop\n    requestHeaders: { set: { X-Note: 'say \"hi\" \\d' } }\n", StringComparison.Ordinal);
        string other = with.Replace("say", "tell", StringComparison.Ordinal);
        ConfigDifferenceText.Describe(ConfigDifference.Between(Effective(with), Effective(other))).ShouldBe("""routes./*.requestHeaders.set.X-Note from say "hi" \d to tell "hi" \d""");
        ConfigDifferenceText.Describe([new ConfigDifference.Change("a", "1", "two\nlines")]).ShouldBe("a from 1 to two lines");
    }

    [Fact]
    public void NamedRoute_IsTheSubjectOfItsBounds()
    {
        ChangeLog log = new(new VirtualClock());
        string named = Before.Replace("    pool: shop\n", "    pool: shop\n    name: buy\n    maximumShare: 40%\n", StringComparison.Ordinal);
        ConfigChanges.Note(log, Applied(named, 1), Applied(named.Replace("40%", "20%", StringComparison.Ordinal), 2), "signal").ShouldBe("routes.buy.maximumShare from 40% to 20%");
        log.Between(DateTimeOffset.MinValue, DateTimeOffset.MaxValue)[^1].Subject.ShouldBe("route:buy");
    }

    /// <summary>Names may have dots, and one may be the beginning of another.</summary>
    [Theory]
    [InlineData("routes.api.v2.maximumShare", "route:api.v2")]
    [InlineData("routes.api.maximumShare", "route:api")]
    public void RouteWhoseNameBeginsAsAnothers_IsNotTakenForIt(string path, string subject) => ConfigChanges.SubjectOf(path, ["api", "api.v2"]).ShouldBe(subject);

    [Fact]
    public void TwoRoutesOfOneHostWithoutNames_AreToldApart()
    {
        string two = Before.Replace("  - match: { path: /* }\n    pool: shop\n", "  - match: { host: a.example, path: /* }\n    pool: shop\n  - match: { host: a.example, path: /api/* }\n    pool: shop\n", StringComparison.Ordinal);
        ConfigDifference.Between(Effective(two), Effective(two.Replace("/api/*", "/v2/*", StringComparison.Ordinal))).ShouldNotBeEmpty();
    }

    [Fact]
    public void SecretThatIsNotShownChanged_IsAChange()
    {
        VirtualClock clock = new(DateTimeOffset.UnixEpoch);
        ChangeLog log = new(clock);
        string secret = Before.Replace("    pool: shop\n", "    pool: shop\n    requestHeaders: { set: { Authorization: one } }\n", StringComparison.Ordinal);
        ConfigChanges.Note(log, Applied(secret, 1), Applied(secret.Replace("Authorization: one", "Authorization: two", StringComparison.Ordinal), 2), "signal").ShouldNotBe("");
        log.Between(DateTimeOffset.MinValue, DateTimeOffset.MaxValue).ShouldHaveSingleItem().What.ShouldNotContain("two");
    }

    [Fact]
    public void ServerThatIsGone_IsGone()
    {
        IReadOnlyList<ConfigDifference.Change> changes = ConfigDifference.Between(Effective(Before), Effective(Before[..Before.IndexOf("      - address: 10.0.0.2", StringComparison.Ordinal)]));
        changes.ShouldNotBeEmpty();
        changes.ShouldAllBe(change => change.Path.StartsWith("pools.shop.servers.10.0.0.2:80.") && change.After == null);
        ConfigDifferenceText.Describe(changes).ShouldBe("pools.shop.servers.10.0.0.2:80 is gone");
    }

    [Theory]
    [InlineData("127.0.0.1:8080", "127.0.0.1:9090", "listeners: 127.0.0.1:9090 instead of 127.0.0.1:8080")]
    [InlineData("10.0.0.2:80\n        weight: 100", "10.0.0.3:80\n        weight: 10", "pools.shop.servers: 10.0.0.3:80 instead of 10.0.0.2:80 (weight 10 instead of 100)")]
    [InlineData("routes:\n", "routes:\n  - match: { path: /pay/* }\n    class: critical\n    pool: shop\n", "routes./pay/* is new (class critical, pool shop)")]
    [InlineData("10.0.0.2:80\n        weight: 100", "10.0.0.2:80\n        weight: 10", "pools.shop.servers.10.0.0.2:80.weight from 100 to 10")]
    public void Difference_IsOneSentenceThatNamesBothSides(string before, string after, string told) =>
        ConfigDifferenceText.Describe(ConfigDifference.Between(Effective(Before), Effective(Before.Replace(before, after, StringComparison.Ordinal)))).ShouldBe(told);

    [Fact]
    public void FileThatIsReadAgainAsItWas_IsNoChange()
    {
        ChangeLog log = new(new VirtualClock());
        AppliedConfig one = Applied(Before, 1);
        ConfigChanges.Note(log, one, Applied(Before + "\n# a remark", 2), "signal").ShouldBe("");
        log.Between(DateTimeOffset.MinValue, DateTimeOffset.MaxValue).ShouldBeEmpty();
        ConfigChanges.Note(log, one, Applied(Before.Replace("10.0.0.2:80\n        weight: 100", "10.0.0.2:80\n        weight: 10", StringComparison.Ordinal), 3), "signal").ShouldBe("pools.shop.servers.10.0.0.2:80.weight from 100 to 10");
        log.Between(DateTimeOffset.MinValue, DateTimeOffset.MaxValue).ShouldNotBeEmpty();
    }

    private static AppliedConfig Applied(string yaml, long revision) => new(ConfigReader.Read(yaml, "test.yaml", _ => null).Config!, yaml, "test.yaml", revision, DateTimeOffset.UnixEpoch);

    private static string Effective(string yaml) => ConfigWriter.Write(ConfigReader.Read(yaml, "test.yaml", _ => null).Config.ShouldNotBeNull());
}
