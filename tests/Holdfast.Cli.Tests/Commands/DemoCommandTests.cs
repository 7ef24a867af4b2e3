using System.Text.Json;

namespace Holdfast.Cli.Tests;

public class DemoCommandTests
{
    [Fact]
    [Trait("Category", "Slow")]
    public void Demo_ShowsLines_EndsByItself_AndFailsNothing()
    {
        using Workplace workplace = new();
        Finished finished = HoldfastProcess.Run(workplace.Path, "demo", "--for", "3s");
        finished.ExitCode.ShouldBe(0, finished.Error);
        finished.Error.ShouldBeEmpty();
        finished.Output.ShouldContain("try: curl -i http://127.0.0.1:");
        finished.Output.ShouldContain("/metrics\n");
        finished.Output.ShouldContain("amber");
        finished.Output.ShouldMatch(@"\d+ requests in 3 s, \d+ answered, 0 failed, \d+ under way; ");
        finished.Output.Split('\n').Count(line => line.Contains(" requests/s, ")).ShouldBeInRange(3, 4, "one for each second, and one more when the end comes late on a busy machine");
        finished.Output.ShouldNotContain('\u001b');
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Demo_EndsOnInterrupt_AndItsSlowServerGetsLess()
    {
        using Workplace workplace = new();
        using HoldfastProcess demo = HoldfastProcess.Start(workplace.Path, "demo", "--json");
        demo.Until(() => demo.Output.Split("\"second\"").Length > 3, "three seconds");
        demo.Signal("INT");
        Finished finished = demo.WaitForExit();
        finished.ExitCode.ShouldBe(0);

        using JsonDocument summary = JsonDocument.Parse(finished.Output.TrimEnd().Split('\n')[^1]);
        summary.RootElement.GetProperty("kind").GetString().ShouldBe("summary");
        summary.RootElement.GetProperty("failed").GetInt64().ShouldBe(0);
        Dictionary<string, long> requests = summary.RootElement.GetProperty("servers").EnumerateArray()
            .ToDictionary(server => server.GetProperty("name").GetString()!, server => server.GetProperty("requests").GetInt64());
        requests.Count.ShouldBe(4);
        requests["delta"].ShouldBeLessThan(requests["amber"]);
    }
}
