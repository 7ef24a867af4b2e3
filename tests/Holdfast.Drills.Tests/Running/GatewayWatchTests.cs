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
    public void HoldfastDiagnosis_SaysWhatIsRuledOut() =>
        HoldfastWatch.CauseStates("""{"ranking":[{"name":"surge"},{"name":"network","ruledOutAt":"2026-11-21T10:00:00+00:00"},{"name":"one-client","ruledOutAt":null}]}""")
            .ShouldBe([("cause surge", "possible"), ("cause network", "ruled out"), ("cause one-client", "possible")]);

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
