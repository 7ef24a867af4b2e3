using Holdfast.Drills.Running;

namespace Holdfast.Drills.Tests.Running;

/// <summary>What each gateway says about its servers, as samples of it, becomes news once.</summary>
public class GatewayWatchTests
{
    [Fact]
    public void HaproxyPage_IsRead_AndChecksThatAreOffAreNoNews()
    {
        string line(string server, string status) => $"servers,{server}{string.Concat(Enumerable.Repeat(",0", 15))},{status},1,";
        string csv = string.Join('\n', "# pxname,svname", line("FRONTEND", "OPEN"), line("a", "UP 1/2"), line("b", "DOWN"), line("c", "no check"), line("BACKEND", "UP"), "");
        HaproxyWatch.Conditions(csv).ShouldBe([("a", "UP"), ("b", "DOWN"), ("c", "UP")]);
    }

    [Fact]
    public void HoldfastState_IsRead() =>
        HoldfastWatch.Conditions("""{"pools":[{"name":"shop","servers":[{"name":"a","health":"healthy"},{"name":"b","health":"ejected"}]}],"troubles":[{"kind":"server_out","pool":"shop"}]}""")
            .ShouldBe([("pool shop", "healthy"), ("a", "healthy"), ("b", "ejected")]);

    [Fact]
    public void HoldfastThatSheds_HasNoticed() =>
        HoldfastWatch.Conditions("""{"pools":[{"name":"shop","servers":[]},{"name":"files","servers":[]}],"troubles":[{"kind":"shedding","pool":"shop"},{"kind":"config_refused","pool":null}]}""")
            .ShouldBe([("pool shop", "shedding"), ("pool files", "healthy")]);

    [Fact]
    public void HoldfastState_SaysWhoAsksForMost_FromATenthOn_InAnOrderThatStays() =>
        HoldfastWatch.BusiestClients("""{"pools":[{"name":"shop","clients":[{"client":"10.0.0.9","share":0.2},{"client":"10.0.0.1","share":0.1},{"client":"10.0.0.2","share":0.09}]},{"name":"files"}]}""")
            .ShouldBe([("who asks most of pool shop", "10.0.0.1, 10.0.0.9"), ("who asks most of pool files", "nobody")]);

    [Fact]
    public void HoldfastDiagnosis_SaysWhatIsRuledOut() =>
        HoldfastWatch.CauseStates("""{"ranking":[{"name":"surge"},{"name":"network","ruledOutAt":"2026-11-21T10:00:00+00:00"},{"name":"one-client","ruledOutAt":null}]}""")
            .ShouldBe([("cause surge", "possible"), ("cause network", "ruled out"), ("cause one-client", "possible")]);

    [Theory]
    [InlineData("server b of pool shop is dead or sick, the other servers are not", "b")]
    [InlineData("server b of pool shop and 1 more of 9 are dead or sick, the other servers are not", "b")]
    [InlineData("a change of the configuration sends most requests of pool shop to server eu-1.shop of pool shop while others idle", "eu-1.shop")]
    [InlineData("probes take so much of pool shop that its users wait", "nobody")]
    public void HoldfastDiagnosis_SaysWhomItBlames(string claim, string blamed) =>
        HoldfastWatch.Blamed($$"""{"ranking":[{"name":"first","claim":"{{claim}}"},{"name":"second","claim":"server z of pool shop is dead or sick"}]}""").ShouldBe(blamed);

    [Theory]
    [InlineData("service is suspected", true)]
    [InlineData("service is declared", true)]
    [InlineData("service is healthy", false)]
    [InlineData("b is ejected", false)]
    [InlineData("pool shop is shedding", false)]
    [InlineData("first cause is surge", false)]
    public void HoldfastHasNoticed_WhenItsStateSaysSo(string news, bool noticed) => new HoldfastWatch("127.0.0.1:1").IsDetection(news).ShouldBe(noticed);

    [Fact]
    public void OtherGatewaysHaveNoticed_WhenTheySayAnything_ButThatAServerIsBack()
    {
        new HaproxyWatch("127.0.0.1:1").IsDetection("b is DOWN").ShouldBeTrue();
        new HaproxyWatch("127.0.0.1:1").IsDetection("b is UP").ShouldBeFalse();
        ((IGatewayWatch)new LogWatch("none")).IsDetection("no live upstreams").ShouldBeTrue();
    }

    [Fact]
    public void HoldfastMetrics_AreAddedUpOverTheirLabels() =>
        HoldfastWatch.Counters("# TYPE a_total counter\na_total{route=\"/x y\"} 3\na_total{route=\"b\"} 4\nb_total 1.5\nlevel 7\n")
            .ShouldBe(new Dictionary<string, double> { ["a_total"] = 7, ["b_total"] = 1.5 });

    [Fact]
    public void Condition_IsToldWhenItChanges()
    {
        ConditionMemory memory = new("UP");
        memory.Compare([("a", "UP"), ("b", "UP")]).ShouldBeEmpty();
        memory.Compare([("a", "DOWN"), ("b", "UP")]).ShouldBe(["a is DOWN"]);
        memory.Compare([("a", "DOWN"), ("b", "UP")]).ShouldBeEmpty();
        memory.Compare([("a", "UP"), ("b", "UP")]).ShouldBe(["a is UP"]);
    }

    [Fact]
    public async Task Log_IsReadOnce_AndOnlyWholeLines()
    {
        using LogFile log = new("all is well\n[warn] server disabled: a\n[warn] server lo");
        LogWatch watch = new(log.Path, "server disabled", "server lost");
        (await watch.LookAsync(CancellationToken.None)).ShouldBe(["server disabled: a"]);
        log.Append("st: b\n");
        (await watch.LookAsync(CancellationToken.None)).ShouldBe(["server lost: b"]);
        (await watch.LookAsync(CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task LogThatRepeatsItself_IsNewsAgainAfterASilence()
    {
        using LogFile log = new("");
        LogWatch watch = new(log.Path, "no live upstreams");
        (await Looks(30, each: "error: no live upstreams while connecting\nerror: no live upstreams again\n")).ShouldBe(["no live upstreams while connecting"]);
        (await Looks(24, each: "")).ShouldBeEmpty();
        (await Looks(1, each: "error: no live upstreams too soon\n")).ShouldBeEmpty();
        (await Looks(25, each: "")).ShouldBeEmpty();
        (await Looks(1, each: "error: no live upstreams once more\n")).ShouldBe(["no live upstreams once more"]);

        async Task<List<string>> Looks(int count, string each)
        {
            List<string> news = [];
            for (int look = 0; look < count; look++)
            {
                log.Append(each);
                news.AddRange(await watch.LookAsync(CancellationToken.None));
            }

            return news;
        }
    }

    private sealed class LogFile : IDisposable
    {
        public LogFile(string text) => File.WriteAllText(Path, text);

        public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"holdfast-log-{Environment.ProcessId}-{Guid.NewGuid():N}.log");

        public void Append(string text) => File.AppendAllText(Path, text);

        public void Dispose() => File.Delete(Path);
    }
}
