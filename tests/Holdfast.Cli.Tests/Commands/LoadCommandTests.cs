using System.Text.Json;
using Holdfast.Drills;
using Holdfast.Foundation;
using Holdfast.Networking.Linux;

namespace Holdfast.Cli.Tests;

[Trait("Category", "Slow")]
public sealed class LoadCommandTests : IDisposable
{
    private readonly Workplace workplace = new();
    private readonly SmallOrigin origin = new("one", new LinuxNetwork(), SystemClock.Instance);

    public void Dispose()
    {
        origin.Dispose();
        workplace.Dispose();
    }

    [Fact]
    public void Load_ShowsLinesTableAndHistogram()
    {
        Finished finished = Load($"http://{origin.Address}/", "-r", "200/s", "--for", "2s", "--warm-up", "1s", "--deadline", "20s", "--fail", "p99<20s,goodput>90%", "--histogram", "times.hgrm");
        finished.ExitCode.ShouldBe(0, finished.Output + finished.Error);
        finished.Output.ShouldMatch(@"^warm-up  \d+ due, ");
        finished.Output.ShouldMatch(@"requests +400 +400 +100 %");
        finished.Output.ShouldContain("response time, ms\n");
        finished.Output.ShouldContain("kept   goodput>90%: 100 %\n");
        finished.Output.ShouldContain("answers by status: 200: 400\n");
        finished.Output.ShouldNotContain('\u001b');
        File.ReadAllText(Path.Combine(workplace.Path, "times.hgrm")).ShouldContain("#[Max");
    }

    [Fact]
    public void BrokenThreshold_ExitsWithOne_AlsoInJson()
    {
        Finished finished = Load($"http://{origin.Address}/status/500", "-r", "50/s", "--for", "1s", "--warm-up", "0", "--fail", "errors<1%", "--json");
        finished.ExitCode.ShouldBe(1);
        using JsonDocument result = JsonDocument.Parse(finished.Output);
        JsonElement threshold = result.RootElement.GetProperty("thresholds")[0];
        (threshold.GetProperty("threshold").GetString(), threshold.GetProperty("value").GetDouble(), threshold.GetProperty("kept").GetBoolean()).ShouldBe(("errors<1%", 100, false));
        result.RootElement.GetProperty("total").GetProperty("failedByReason").GetProperty("serverError").GetInt64().ShouldBe(50);
    }

    [Fact]
    public void JsonBeforeTheTarget_PrintsInsteadOfWritingAFileOfThatName()
    {
        Finished finished = Load("--json", $"http://{origin.Address}/", "-r", "50/s", "--for", "1s", "--warm-up", "0", "--deadline", "20s");
        finished.ExitCode.ShouldBe(0, finished.Error);
        using JsonDocument result = JsonDocument.Parse(finished.Output);
        result.RootElement.GetProperty("total").GetProperty("good").GetInt64().ShouldBe(50);
    }

    [Fact]
    public void PlaceThatCannotBeWritten_IsSaidBeforeAnythingIsSent()
    {
        Finished finished = Load($"http://{origin.Address}/", "-r", "100/s", "--for", "20s", "--json", "gone/result.json");
        finished.ExitCode.ShouldBe(2);
        finished.Error.ShouldStartWith("holdfast: gone/result.json cannot be written: ");
        finished.Output.ShouldBeEmpty();
    }

    [Fact]
    public void NobodyListens_IsOneSentence()
    {
        NetworkAddress vacant = origin.Address;
        origin.Dispose();
        Finished finished = Load($"http://{vacant}/", "-r", "100/s", "--for", "20s");
        (finished.ExitCode, finished.Error).ShouldBe((1, $"holdfast: nobody listens at {vacant}: every connect was refused. Start the server, or check the port.\n"));
    }

    [Fact]
    public void AbortRule_EndsEarlyWithOne()
    {
        Finished finished = Load($"http://{origin.Address}/status/500", "-r", "50/s", "--for", "25s", "--warm-up", "0", "--abort-on", "errors>50% for 1s");
        finished.ExitCode.ShouldBe(1);
        finished.Output.ShouldContain("Stopped by errors>50% for 1s.");
    }

    [Fact]
    public void ForeignTarget_IsWrongUse()
    {
        Finished finished = Load("http://192.0.2.1/", "-r", "500/s");
        (finished.ExitCode, finished.Error.Contains("--i-own-this", StringComparison.Ordinal)).ShouldBe((2, true));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Interrupt_ShowsTheResultSoFar_AndExitsWithOne()
    {
        using HoldfastProcess load = HoldfastProcess.Start(workplace.Path, "load", $"http://{origin.Address}/", "-r", "100/s", "--for", "10m", "--warm-up", "0");
        load.Until(() => load.Output.Split('\n').Length > 3, "three seconds");
        load.Signal("INT");
        Finished finished = load.WaitForExit();
        finished.ExitCode.ShouldBe(1, finished.Error);
        finished.Output.ShouldContain("Stopped early, by hand.");
    }

    private Finished Load(params string[] arguments) => HoldfastProcess.Run(workplace.Path, ["load", .. arguments]);
}
