using Holdfast.Configuration.Documents;
using Holdfast.Configuration.Keys;

namespace Holdfast.Configuration.Tests.Keys;

/// <summary>
/// Every key of the tables in which overload control is turned: without it the gateway protects with nothing bounded by hand, its default is written here,
/// the reference has a sentence for it, and values that make no sense are refused with a place and a remedy.
/// </summary>
public sealed class OverloadKnobsTests
{
    // Whole tables, also what turns something else in them: so nobody has to decide of a new key whether it belongs here.
    private static readonly (string Path, RecordKeys Keys)[] Tables =
    [
        ("protection", ProtectionKeys.Keys),
        ("pools.shop.limits", PoolLimitsKeys.Keys),
        ("routes", RouteKeys.Keys),
        ("routes.rateLimits", RateLimitKeys.Keys),
        ("forwarding", ForwardingKeys.Keys),
        ("limits", LimitsKeys.Keys),
        ("timeouts", TimeoutsKeys.Keys),
    ];

    // Of a pool's own keys this one alone is about overload.
    private static readonly (string Path, RecordKeys Keys) Pool = ("pools.shop", PoolKeys.Keys);
    private const string PoolProtection = "pools.shop.protection";

    // By path: the default as the reference prints it, and values that must be refused. A new key needs a line.
    private static readonly Dictionary<string, Knob> Knobs = new()
    {
        ["protection.mode"] = new("on", "perhaps", "1"),
        ["protection.client"] = new("client", "moon", "route", "\"cookie:\""),
        ["protection.alternative"] = new("none", "\"two\\nlines\"", "[a]"),
        ["protection.page"] = new("a short page of the gateway", "{}", "\"" + new string('x', 12 * 1024 + 1) + "\""),
        ["protection.problem"] = new("type, title, status, detail, reason and the alternative", "'[]'", "busy"),
        [PoolProtection] = new("that of the gateway", "perhaps"),
        ["pools.shop.limits.minimum"] = new("1", "0", "-1", "65535", "many"),
        ["pools.shop.limits.maximum"] = new("0", "-1", "65535", "1.5"),
        ["pools.shop.limits.connections"] = new("0", "-1", "65535"),
        ["pools.shop.limits.sessions"] = new("0", "-1", "65535", "many"),
        ["routes.name"] = new("made of the match", "\"\"", new string('x', 121)),
        ["routes.match"] = new("every request", "7"),
        ["routes.class"] = new("default", "urgent", "7"),
        ["routes.pool"] = new("required", "nowhere", "\"\""),
        ["routes.stripPrefix"] = new("none", "\"\"", "api", "/api"),
        ["routes.requestHeaders"] = new("see its keys", "7"),
        ["routes.responseHeaders"] = new("see its keys", "7"),
        ["routes.timeout"] = new("timeouts.total", "-1s", "soon", "8d"),
        ["routes.maximumBody"] = new("limits.maximumBody", "-1", "much"),
        ["routes.maximumShare"] = new("no bound", "0%", "101%", "40", "-5%"),
        ["routes.rateLimits"] = new("none", "7"),
        ["routes.rateLimits.rate"] = new("no bound", "100", "0/s", "5/fortnight"),
        ["routes.rateLimits.burst"] = new("what rate allows in a second, 1 at least", "0", "1000001"),
        ["routes.rateLimits.concurrency"] = new("0", "-1", "65536"),
        ["routes.rateLimits.per"] = new("client", "moon", "\"header:\""),
        ["routes.rateLimits.dryRun"] = new("false", "perhaps"),
        ["forwarding.style"] = new("x-forwarded", "moon"),
        ["forwarding.trustedProxies"] = new("none", "moon", "10.0.0.0/40"),
        ["forwarding.requestId"] = new("true", "perhaps"),
        ["forwarding.classHeader"] = new("none: a trusted proxy may pass on what its clients wrote", "\"a b\"", "Host"),
        ["forwarding.deadlineHeader"] = new("X-Request-Deadline", "\"a b\"", "Host"),
        ["limits.maximumClients"] = new("0", "-1", "10000001"),
        ["limits.maximumClientsPerAddress"] = new("0", "-1", "10000001"),
        ["limits.maximumBody"] = new("0", "-1", "much"),
        ["timeouts.requestHead"] = new("10s", "0", "-1s", "soon"),
        ["timeouts.idleKeepAlive"] = new("1m", "0", "soon"),
        ["timeouts.minimumBodyRate"] = new("240B/s", "-1", "fast"),
        ["timeouts.connect"] = new("2s", "0", "-1s", "soon"),
        ["timeouts.firstByte"] = new("30s", "0", "-1s", "soon"),
        ["timeouts.serverSilence"] = new("1m", "0", "soon"),
        ["timeouts.total"] = new("10m", "-1s", "soon"),
        ["timeouts.tunnelIdle"] = new("1h", "0", "31d"),
        ["timeouts.drain"] = new("30s", "-1s", "soon"),
    };

    public static TheoryData<string, string> RefusedValues
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach ((string path, Knob knob) in Knobs)
            {
                foreach (string value in knob.Refused)
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
    public void EveryKeyOfTheOverloadTables_HasARowHere() =>
        Tables.SelectMany(static table => table.Keys.All.Select(key => $"{table.Path}.{key.Name}")).ShouldBe(Knobs.Keys.Where(static path => path != PoolProtection), ignoreOrder: true);

    [Fact]
    public void EveryKnob_HasTheDefaultThatIsWrittenHere_AndAValueThatIsRefused()
    {
        foreach ((string path, Knob knob) in Knobs)
        {
            RecordKeys keys = TableOf(path);
            keys.DefaultOf(keys.All.Single(key => key.Name == NameOf(path))).ShouldBe(knob.Default, path);
            knob.Refused.ShouldNotBeEmpty(path);
        }
    }

    [Theory]
    [MemberData(nameof(RefusedValues))]
    public void SenselessValue_IsRefusedWithItsPlace(string path, string value)
    {
        ConfigReadResult result = Reader.Read(Write(path, value));

        result.IsValid.ShouldBeFalse($"{path}: {value}");
        ConfigFinding finding = result.Findings.First(each => each.Severity == Severity.Error);
        finding.Path.ShouldMatch($@"\b{NameOf(path)}(\[0\])?$", Reader.Describe(result));
        finding.Line.ShouldBeGreaterThan(0);
        finding.Remedy.ShouldNotBeEmpty();
    }

    /// <summary>In its own section: timeout and maximumBody are keys of two tables.</summary>
    [Fact]
    public void Reference_HasASentenceForEach()
    {
        string[] sections = ConfigReference.Generate().Split("\n## ");
        foreach (string path in Knobs.Keys)
        {
            string place = KeyPlaces.Of(TableOf(path)).ShouldHaveSingleItem();
            string section = sections.Single(text => text.StartsWith($"`{place}`\n", StringComparison.Ordinal));
            string row = section.Split('\n').SingleOrDefault(line => line.StartsWith($"| `{NameOf(path)}` |", StringComparison.Ordinal), "");
            // Key, type, default, bound, meaning.
            row.Split(" | ").ElementAtOrDefault(4).ShouldNotBeNull($"{path}: no row").ShouldEndWith(".", customMessage: $"{path}: no sentence");
        }
    }

    private static RecordKeys TableOf(string path) => Tables.Append(Pool).Single(table => table.Path == path[..path.LastIndexOf('.')]).Keys;

    private static string NameOf(string path) => path.Split('.')[^1];

    private static string Write(string path, string value)
    {
        string key = $"{NameOf(path)}: {value}";
        return path.Split('.') switch
        {
            ["routes", "rateLimits", var name] => Reader.WithRoutes($"- {{ pool: shop, rateLimits: [{{ {(name is "rate" or "concurrency" ? "" : "rate: 10/s, ")}{key} }}] }}"),
            ["routes", "pool"] => Reader.WithRoutes($"- {{ {key} }}"),
            ["routes", ..] => Reader.WithRoutes($"- {{ pool: shop, {key} }}"),
            ["pools", "shop", "limits", _] => Reader.WithPool($"servers: [\"a:1\"]\nlimits: {{ {key} }}"),
            ["pools", ..] => Reader.WithPool($"servers: [\"a:1\"]\n{key}"),
            [var section, ..] => Reader.With($"{section}: {{ {key} }}"),
            [] => throw new ArgumentException("a key has a path", nameof(path)),
        };
    }

    private sealed record Knob(string Default, params string[] Refused);
}
