using Holdfast.Configuration.Keys;

namespace Holdfast.Configuration.Tests.Keys;

/// <summary>
/// Every key that turns overload control: without it the gateway protects with nothing bounded by hand, the reference has a sentence for it, and values that
/// make no sense are refused with a place and a remedy.
/// </summary>
public sealed class OverloadKnobsTests
{
    // By path: values that must be refused. A new key needs a line.
    private static readonly Dictionary<string, string[]> Refused = new()
    {
        ["protection.mode"] = ["perhaps", "1"],
        ["protection.client"] = ["moon", "route", "\"cookie:\""],
        ["protection.alternative"] = ["\"two\\nlines\"", "[a]"],
        ["protection.page"] = ["{}", "\"" + new string('x', 12 * 1024 + 1) + "\""],
        ["protection.problem"] = ["'[]'", "busy"],
        ["pools.shop.protection"] = ["perhaps"],
        ["pools.shop.limits.minimum"] = ["0", "-1", "65535", "many"],
        ["pools.shop.limits.maximum"] = ["-1", "65535", "1.5"],
        ["pools.shop.limits.connections"] = ["-1", "65535"],
        ["pools.shop.limits.sessions"] = ["-1", "65535", "many"],
        ["routes.class"] = ["urgent", "7"],
        ["routes.maximumShare"] = ["0%", "101%", "40", "-5%"],
        ["routes.rateLimits.rate"] = ["100", "0/s", "5/fortnight"],
        ["routes.rateLimits.burst"] = ["0", "1000001"],
        ["routes.rateLimits.concurrency"] = ["-1", "65536"],
        ["routes.rateLimits.per"] = ["moon", "\"header:\""],
        ["routes.rateLimits.dryRun"] = ["perhaps"],
        ["forwarding.classHeader"] = ["\"a b\"", "Host"],
        ["forwarding.deadlineHeader"] = ["\"a b\"", "Host"],
        ["limits.maximumClients"] = ["-1", "10000001"],
        ["limits.maximumClientsPerAddress"] = ["-1", "10000001"],
        ["timeouts.connect"] = ["-1s", "soon"],
        ["timeouts.firstByte"] = ["-1s", "soon"],
        ["timeouts.total"] = ["-1s", "soon"],
    };

    public static TheoryData<string, string> RefusedValues
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach ((string path, string[] values) in Refused)
            {
                foreach (string value in values)
                {
                    data.Add(path, value);
                }
            }

            return data;
        }
    }

    [Fact]
    public void WithoutAnyKey_EverythingIsProtectedAndNothingBoundByHand()
    {
        GatewayConfig config = Reader.Accept(Reader.With(""));

        config.Protection.ShouldBe(new ProtectionConfig { Mode = ProtectionMode.On, Alternative = null, Page = null, Problem = null });
        config.Pools["shop"].Protection.ShouldBeNull("as the gateway");
        config.Pools["shop"].Limits.ShouldBe(new PoolLimitsConfig { Minimum = 1, Maximum = 0, Connections = 0 });
        config.Routes[0].Class.ShouldBe(RequestClass.Default);
        config.Routes[0].MaximumShare.ShouldBeNull();
        config.Routes[0].RateLimits.ShouldBeEmpty();
        config.Forwarding.ClassHeader.ShouldBeNull("nobody is believed who says that he is important");
        config.Timeouts.Total.ShouldBeGreaterThan(TimeSpan.Zero, "without a deadline work is done for clients who have left");
        config.Timeouts.FirstByte.ShouldBeGreaterThan(TimeSpan.Zero);
        config.Timeouts.Connect.ShouldBeGreaterThan(TimeSpan.Zero);
    }

    [Fact]
    public void EveryKeyOfTheOverloadTables_HasARowHere()
    {
        string[] keys =
        [
            .. ProtectionKeys.Keys.All.Select(key => $"protection.{key.Name}"),
            .. PoolLimitsKeys.Keys.All.Select(key => $"pools.shop.limits.{key.Name}"),
            .. RateLimitKeys.Keys.All.Select(key => $"routes.rateLimits.{key.Name}"),
        ];

        keys.Except(Refused.Keys).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(RefusedValues))]
    public void SenselessValue_IsRefusedWithItsPlace(string path, string value)
    {
        ConfigReadResult result = Reader.Read(Write(path, value));

        result.IsValid.ShouldBeFalse($"{path}: {value}");
        ConfigFinding finding = result.Findings.First(each => each.Severity == Severity.Error);
        finding.Path.ShouldEndWith(path.Split('.')[^1], customMessage: Reader.Describe(result));
        finding.Line.ShouldBeGreaterThan(0);
        finding.Remedy.ShouldNotBeEmpty();
    }

    [Fact]
    public void Reference_HasASentenceForEach()
    {
        string page = ConfigReference.Generate();
        foreach (string path in Refused.Keys)
        {
            string name = path.Split('.')[^1];
            string row = page.Split('\n').FirstOrDefault(line => line.StartsWith($"| `{name}`", StringComparison.Ordinal), "");
            row.ShouldContain(".", customMessage: $"{path}: no row with a sentence");
        }
    }

    private static string Write(string path, string value)
    {
        string[] parts = path.Split('.');
        string key = $"{parts[^1]}: {value}";
        return parts switch
        {
            ["routes", "rateLimits", _] => Reader.WithRoutes($"- {{ pool: shop, rateLimits: [{{ {(parts[2] is "rate" or "concurrency" ? "" : "rate: 10/s, ")}{key} }}] }}"),
            ["routes", ..] => Reader.WithRoutes($"- {{ pool: shop, {key} }}"),
            ["pools", "shop", "limits", _] => Reader.WithPool($"servers: [\"a:1\"]\nlimits: {{ {key} }}"),
            ["pools", ..] => Reader.WithPool($"servers: [\"a:1\"]\n{key}"),
            _ => Reader.With($"{parts[0]}: {{ {key} }}"),
        };
    }
}
