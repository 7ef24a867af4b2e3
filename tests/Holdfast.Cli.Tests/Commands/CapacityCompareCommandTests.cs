using System.Text.Json;

namespace Holdfast.Cli.Tests;

public sealed class CapacityCompareCommandTests : IDisposable
{
    private readonly Workplace workplace = new();

    public void Dispose() => workplace.Dispose();

    [Theory]
    [InlineData(950, 0)]
    [InlineData(800, 1)]
    public void TenthLess_ExitsWithOne(int now, int exitCode)
    {
        Finished finished = Compare(1000, now, "--json", "--no-task");
        finished.ExitCode.ShouldBe(exitCode, finished.Error);
        using JsonDocument answer = JsonDocument.Parse(finished.Output);
        answer.RootElement.GetProperty("finding").GetBoolean().ShouldBe(exitCode == 1);
    }

    [Fact]
    public void TaskThatCannotBeAdded_IsSaidBesideTheFinding()
    {
        Finished finished = Compare(1000, 800, "--task", "shop", "--admin", "127.0.0.1:9");
        finished.ExitCode.ShouldBe(1);
        finished.Output.ShouldContain("20 % less");
        finished.Error.ShouldContain("no gateway answers at 127.0.0.1:9");
    }

    [Theory]
    [InlineData("find-max:10.0.0.9:8000")]
    [InlineData("find-max:shop", "--task", "shop")]
    public void Finding_BecomesATask_WithoutAWord(string name, params string[] arguments)
    {
        using FakeApi api = new(201, """{"id":"T1"}""");
        Finished finished = Compare(1000, 800, ["--admin", api.Address, .. arguments]);
        finished.ExitCode.ShouldBe(1);
        finished.Output.ShouldContain("task T1: holdfast task show T1");
        JsonDocument.Parse(api.Asked.ShouldHaveSingleItem()).RootElement.GetProperty("finding").GetString().ShouldBe(name);
    }

    [Theory]
    [InlineData(950)]
    [InlineData(800, "--no-task")]
    public void NothingFound_OrNoTaskWanted_AsksNoGateway(int now, params string[] arguments)
    {
        using FakeApi api = new(201, """{"id":"T1"}""");
        Compare(1000, now, ["--admin", api.Address, .. arguments]).Error.ShouldBeEmpty();
        api.Asked.ShouldBeEmpty();
    }

    [Fact]
    public void FilesThatCannotBeCompared_ExitWithOne()
    {
        workplace.Write("new.json", "{}");
        Finished finished = HoldfastProcess.Run(workplace.Path, "capacity", "compare", "new.json", "new.json");
        finished.ExitCode.ShouldBe(1);
        finished.Error.ShouldContain("is no result of a search");
        HoldfastProcess.Run(workplace.Path, "capacity", "compare", "gone.json", "new.json").ExitCode.ShouldBe(2);
    }

    [Fact]
    public void WrongUse_ExitsWithTwo()
    {
        Finished finished = Compare(1000, 800, "--drop", "0");
        finished.ExitCode.ShouldBe(2);
        finished.Error.ShouldContain("--drop is a number of percent from 1 to 99");
        Compare(1000, 800, "--task", "shop", "--no-task").ExitCode.ShouldBe(2);
    }

    private Finished Compare(int last, int now, params string[] arguments)
    {
        Write("last.json", last);
        Write("new.json", now);
        return HoldfastProcess.Run(workplace.Path, ["capacity", "compare", "last.json", "new.json", .. arguments]);
    }

    private void Write(string name, int rate) =>
        workplace.Write(name, $$"""{"target": "10.0.0.9:8000", "end": "found", "objective": "p99<200ms", "ratePerSecond": {{rate}}, "lowPerSecond": {{rate - 10}}, "highPerSecond": {{rate + 10}}}""");
}
