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
        string log = Path.Combine(Path.GetTempPath(), $"holdfast-log-{Environment.ProcessId}.log");
        await File.WriteAllTextAsync(log, "all is well\n[warn] server disabled: a\n[warn] server disa");
        LogWatch watch = new(log, "server disabled");
        (await watch.LookAsync(CancellationToken.None)).ShouldBe(["[warn] server disabled: a"]);
        await File.AppendAllTextAsync(log, "bled: b\n");
        (await watch.LookAsync(CancellationToken.None)).ShouldBe(["[warn] server disabled: b"]);
        (await watch.LookAsync(CancellationToken.None)).ShouldBeEmpty();
        File.Delete(log);
    }
}
