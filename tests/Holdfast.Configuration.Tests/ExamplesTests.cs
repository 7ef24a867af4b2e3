using System.Text.Json;
using System.Text.RegularExpressions;
namespace Holdfast.Configuration.Tests;

public sealed class ExamplesTests
{
    public static TheoryData<string> Examples => [.. Directory.GetFiles(Repository.FilePath("examples"), "*.yaml").Select(static path => Path.GetFileName(path)!)];

    [Theory]
    [MemberData(nameof(Examples))]
    public void EveryExample_IsReadWithoutFindings(string name)
    {
        GatewayConfig config = Reader.Accept(File.ReadAllText(Repository.FilePath("examples", name)));
        config.Routes.ShouldNotBeEmpty();
    }

    [Fact]
    public void Minimal_HasWhatItSays()
    {
        GatewayConfig config = Reader.Accept(File.ReadAllText(Repository.FilePath("examples", "minimal.yaml")));

        config.Listeners.Single().Address.ShouldBe("127.0.0.1:8080");
        config.Routes.Select(static route => (route.Match.Path, route.Class, route.Pool)).ShouldBe(
            [("/checkout/*", RequestClass.Critical, "shop"), ("/*", RequestClass.Default, "shop")]);
        config.Pools["shop"].Servers.Select(static server => server.Address).ShouldBe(["127.0.0.1:8001", "127.0.0.1:8002"]);
        config.Pools["shop"].Health!.Path.ShouldBe("/healthz");
        config.Admin.Address.ShouldBe("127.0.0.1:9900");
    }

    [Fact]
    public void Full_HasEveryKey()
    {
        string text = File.ReadAllText(Repository.FilePath("examples", "full.yaml"));
        using JsonDocument schema = JsonDocument.Parse(ConfigSchema.Generate());
        string[] missing = [.. Keys(schema.RootElement).Distinct().Where(key => !Regex.IsMatch(text, $@"(?m)(^|[\s{{,-]){Regex.Escape(key)}:", RegexOptions.None, TimeSpan.FromSeconds(5)))];
        missing.ShouldBeEmpty();
    }

    private static IEnumerable<string> Keys(JsonElement element) => element.ValueKind != JsonValueKind.Object
        ? []
        : element.EnumerateObject().SelectMany(member => member is { Name: "properties", Value.ValueKind: JsonValueKind.Object }
            ? member.Value.EnumerateObject().Select(key => key.Name).Concat(Keys(member.Value))
            : Keys(member.Value));

    [Fact]
    public void Full_ReachesEveryRecord()
    {
        GatewayConfig config = Reader.Accept(File.ReadAllText(Repository.FilePath("examples", "full.yaml")), ("LISTEN", "0.0.0.0:80"));

        config.Listeners[0].Address.ShouldBe("0.0.0.0:80");
        config.Routes[1].RequestHeaders.Set["x-gateway"].ShouldBe("holdfast");
        config.Routes[1].ResponseHeaders.Remove.ShouldBe(["Server"]);
        config.Routes[2].Timeout.ShouldBe(TimeSpan.Zero);
        config.Routes[0].MaximumBody.ShouldBe(10 * 1024 * 1024);
        config.Pools["shop"].Servers[2].ShouldBe(new ServerConfig { Address = "127.0.0.1:8003" });
        config.Pools["shop"].Balance.Policy.ShouldBe(BalancePolicy.PeakEwma);
        config.Pools["shop"].Sticky!.MaximumAge.ShouldBe(TimeSpan.FromHours(1));
        config.Pools["api"].Balance.ShouldBe(new BalanceConfig { Policy = BalancePolicy.ConsistentHash, HashOn = HashSource.Cookie, HashName = "session" });
        config.Pools["api"].Health.ShouldBe(config.Pools["shop"].Health);
        config.Timeouts.ShouldBe(new TimeoutsConfig());
        config.Forwarding.TrustedProxies.Count.ShouldBe(3);
        config.AccessLog.ShouldBe(new AccessLogConfig { Path = "stdout" });
        config.Admin.Tokens.Select(static token => token.Role).ShouldBe([TokenRole.Operate, TokenRole.Read]);
    }
}
