using System.Text.Json;

namespace Holdfast.Cli.Tests;

public sealed class CapacityRetestCommandTests : IDisposable
{
    private readonly Workplace workplace = new();

    public void Dispose() => workplace.Dispose();

    [Fact]
    [Trait("Category", "Slow")]
    public void FirstSearchIsKept_AndASlowerServiceBecomesATaskThatPrevents()
    {
        using FakeApi api = new(201, """{"id":"T1"}""");
        Finished first = Retest(workers: 4, api);
        first.ExitCode.ShouldBe(0, first.Error + first.Output);
        first.Output.ShouldContain("kept in rate.json: there was nothing yet to compare it with");
        string kept = File.ReadAllText(workplace.File("rate.json"));
        api.Asked.ShouldBeEmpty();

        Finished second = Retest(workers: 1, api);
        second.ExitCode.ShouldBe(1, second.Error + second.Output);
        second.Output.ShouldContain("task T1: holdfast task show T1");
        File.ReadAllText(workplace.File("rate.json")).ShouldBe(kept, "the last result stays what is compared with");
        File.Exists(workplace.File("rate.json.new")).ShouldBeTrue();
        using JsonDocument task = JsonDocument.Parse(api.Asked.ShouldHaveSingleItem());
        (task.RootElement.GetProperty("type").GetString(), task.RootElement.GetProperty("finding").GetString()).ShouldBe(("prevent", "find-max:shop"));
        task.RootElement.GetProperty("text").GetString()!.ShouldContain("% less");
    }

    [Fact]
    public void ServiceThatDoesNotAnswer_LeavesTheLastResult()
    {
        workplace.Write("rate.json", "what was there");
        Finished finished = HoldfastProcess.Run(workplace.Path, "capacity", "retest", "http://127.0.0.1:9/", "--last", "rate.json", "--for", "2s");
        finished.ExitCode.ShouldBe(1);
        finished.Error.ShouldContain("gives no good answer even when it is idle");
        File.ReadAllText(workplace.File("rate.json")).ShouldBe("what was there");
    }

    /// <summary>Two of a hundred less each week are ten after five weeks: no week by itself is a finding.</summary>
    [Fact]
    public void ServiceThatLosesALittleEachTime_IsFoundWhenItIsATenth()
    {
        List<int> codes = [.. new double[] { 1000, 980, 960, 940, 920, 900, 1010, 1000 }.Select(Found)];
        codes.ShouldBe([0, 0, 0, 0, 0, 1, 0, 0]);
        File.ReadAllText(workplace.File("rate.json")).ShouldContain("\"ratePerSecond\":1010", Case.Sensitive, "a better one is what the next are compared with");
        File.Exists(workplace.File("rate.json.new")).ShouldBeFalse();
    }

    private int Found(double rate)
    {
        (string last, string now) = (workplace.File("rate.json"), workplace.File("rate.json.new"));
        string text = JsonSerializer.Serialize(new { end = "found", objective = "p99<200ms", ratePerSecond = rate, lowPerSecond = rate * 0.97, highPerSecond = rate * 1.03 });
        File.WriteAllText(now, text);
        return CapacityRetestCommand.Conclude(CommandTree.Create().Parse([]), last, now, new CapacityCompareCommand.Wish(0.1, "shop", AddsTask: false, Json: true));
    }

    [Theory]
    [InlineData("--last", "http://127.0.0.1:9/")]
    [InlineData("--i-own-this", "http://192.0.2.1/", "--last", "rate.json")]
    [InlineData("--drop is a number of percent from 1 to 99", "http://127.0.0.1:9/", "--last", "rate.json", "--drop", "0")]
    public void WrongUse_ExitsWithTwo(string expected, params string[] arguments)
    {
        Finished finished = HoldfastProcess.Run(workplace.Path, ["capacity", "retest", .. arguments]);
        finished.ExitCode.ShouldBe(2, finished.Error);
        finished.Error.ShouldContain(expected);
    }

    /// <summary>A search of a few seconds is coarse: a quarter of the workers is far more than a tenth less.</summary>
    private Finished Retest(int workers, FakeApi api)
    {
        using HoldfastProcess origin = HoldfastProcess.Start(workplace.Path, "origin", "--address", "127.0.0.1:0", "--service", "fixed:20ms", "--workers", $"{workers}", "--queue", "1000", "--json");
        origin.Until(() => origin.Output.Contains('\n'), "the origin's start line");
        string address = JsonDocument.Parse(origin.Output.Split('\n')[0]).RootElement.GetProperty("address").GetString()!;
        return HoldfastProcess.Run(workplace.Path, "capacity", "retest", $"http://{address}/", "--last", "rate.json", "--for", "15s", "--slo", "p99<1s,errors<1%", "--task", "shop", "--admin", api.Address);
    }
}
