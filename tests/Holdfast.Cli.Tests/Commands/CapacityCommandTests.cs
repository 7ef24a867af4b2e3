using System.Text.Json;

namespace Holdfast.Cli.Tests;

public sealed class CapacityCommandTests : IDisposable
{
    private const string Points = "concurrency,throughput\n1,89.2\n2,176\n4,331\n8,592\n16,1010\n32,1464\n64,1800\n128,1858\n";
    private readonly Workplace workplace = new();

    public void Dispose() => workplace.Dispose();

    [Fact]
    public void File_IsFittedAndPlanned()
    {
        Finished finished = Capacity(Points, "--projected", "1200/s", "--growth", "15%/month", "--servers", "4", "--n-minus-1", "--json");
        finished.Error.ShouldBeEmpty();
        finished.ExitCode.ShouldBe(0);
        JsonElement answer = JsonDocument.Parse(finished.Output).RootElement;
        answer.GetProperty("peakConcurrency").GetProperty("value").GetDouble().ShouldBeInRange(85, 115);
        answer.GetProperty("maximumPerSecond").GetProperty("value").GetDouble().ShouldBeInRange(1800, 1950);
        JsonElement plan = answer.GetProperty("plan");
        plan.GetProperty("serversNeeded").GetInt32().ShouldBe(2);
        plan.GetProperty("monthsUntilFull").GetDouble().ShouldBeInRange(7, 10);
        plan.GetProperty("fullEarliest").GetString()!.CompareTo(plan.GetProperty("fullLatest").GetString()).ShouldBeLessThanOrEqualTo(0);
    }

    [Fact]
    public void TooFewServersForTheLoad_ExitsWithOne() => Capacity(Points, "--projected", "9k/s", "--servers", "2").ExitCode.ShouldBe(1);

    [Fact]
    public void WrongLines_AreAllNamedWithTheirNumbers()
    {
        Finished finished = Capacity("1,90\nx,2\n3\n");
        finished.ExitCode.ShouldBe(1);
        finished.Output.ShouldBeEmpty();
        finished.Error.ShouldContain("points.csv:2: 'x' is not a concurrency");
        finished.Error.ShouldContain("points.csv:3: there is only '3'");
    }

    [Fact]
    public void TooFewLevels_AreRefusedWithARemedy()
    {
        Finished finished = Capacity("1,90\n2,170\n4,300\n");
        finished.ExitCode.ShouldBe(1);
        finished.Error.ShouldContain("3 different concurrencies, a curve needs 5");
    }

    [Fact]
    public void MissingFile_IsNamed()
    {
        Finished finished = HoldfastProcess.Run(workplace.Path, "capacity", "nowhere.csv");
        finished.ExitCode.ShouldBe(2);
        finished.Error.ShouldContain("nowhere.csv");
        finished.Error.Split('\n').Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("points come from a FILE, from --from-results, from --from-history POOL or from measure URL", "capacity")]
    [InlineData("'fast' is not a rate. Write for example 1200/s", "capacity", "p.csv", "--projected", "fast")]
    [InlineData("'15' is not a growth. Write for example 15%/month", "capacity", "p.csv", "--projected", "1/s", "--growth", "15")]
    [InlineData("'30' is not a headroom", "capacity", "p.csv", "--headroom", "30")]
    [InlineData("--growth says nothing without --projected", "capacity", "p.csv", "--growth", "5%/month")]
    [InlineData("--task says nothing without --from-history", "capacity", "p.csv", "--task")]
    [InlineData("--capacity says nothing without --from-history", "capacity", "p.csv", "--capacity", "1200/s")]
    [InlineData("--projected says nothing with --from-history", "capacity", "--from-history", "shop", "--projected", "1200/s")]
    [InlineData("'0' is not a number from 1 to 16384", "capacity", "measure", "http://127.0.0.1:1/", "--up-to", "0")]
    [InlineData("--growth says nothing without --projected", "capacity", "measure", "http://127.0.0.1:1/", "--growth", "5%/month")]
    [InlineData("--i-own-this", "capacity", "measure", "http://192.0.2.1/")]
    [InlineData("'none' is not a number of servers", "capacity", "p.csv", "--projected", "1/s", "--servers", "none")]
    public void WrongUse_ExitsWithTwoAndSaysWhatToWrite(string expected, params string[] arguments)
    {
        Finished finished = HoldfastProcess.Run(workplace.Path, arguments);
        finished.ExitCode.ShouldBe(2);
        finished.Error.ShouldContain(expected);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Results_ArePointsOneEach()
    {
        string[] files = [.. Points.Trim().Split('\n').Skip(1).Select(line => line.Split(',')).Select(cells =>
        {
            File.WriteAllText(Path.Combine(workplace.Path, $"level-{cells[0]}.json"), $$"""{"concurrency": {{cells[0]}}, "throughput": {{cells[1]}}}""");
            return $"level-{cells[0]}.json";
        })];
        Finished finished = HoldfastProcess.Run(workplace.Path, ["capacity", "--from-results", .. files]);
        finished.Error.ShouldBeEmpty();
        finished.Output.ShouldContain("fitted 8 points at 8 concurrencies");

        File.WriteAllText(Path.Combine(workplace.Path, "level-8.json"), "{\n  not json");
        finished = HoldfastProcess.Run(workplace.Path, ["capacity", "--from-results", .. files]);
        finished.ExitCode.ShouldBe(1);
        finished.Error.ShouldContain("level-8.json:2: is not JSON");
        finished = HoldfastProcess.Run(workplace.Path, ["capacity", "--from-results", .. files, "absent.json"]);
        finished.ExitCode.ShouldBe(2);
        finished.Error.ShouldContain("absent.json cannot be read");
    }

    /// <summary>Four workers of 20 ms do 200 requests a second, however many wait for them.</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public void Measure_DrivesAServer_AndWritesThePoints()
    {
        using HoldfastProcess origin = HoldfastProcess.Start(workplace.Path, "origin", "--address", "127.0.0.1:0", "--service", "fixed:20ms", "--workers", "4", "--queue", "1000", "--json");
        origin.Until(() => origin.Output.Contains('\n'), "the origin's start line");
        string address = JsonDocument.Parse(origin.Output.Split('\n')[0]).RootElement.GetProperty("address").GetString()!;
        Finished finished = HoldfastProcess.Run(workplace.Path, "capacity", "measure", $"http://{address}/", "--for", "300ms", "--points", "measured.csv", "--json");
        finished.Error.ShouldContain("more at once bring no more answers");
        string[] lines = File.ReadAllLines(Path.Combine(workplace.Path, "measured.csv"));
        lines[0].ShouldBe("concurrency,throughput");
        lines.Length.ShouldBeInRange(6, 9);
        double.Parse(lines[^1].Split(',')[1], System.Globalization.CultureInfo.InvariantCulture).ShouldBeInRange(120, 220);
    }

    [Fact]
    public void MeasureWithoutAServer_SaysSo()
    {
        Finished finished = HoldfastProcess.Run(workplace.Path, "capacity", "measure", "http://127.0.0.1:9/", "--for", "100ms");
        finished.ExitCode.ShouldBe(1);
        finished.Error.ShouldBe("holdfast: the server gives no good answers: try 'holdfast load URL -r 1/s --for 2s' first\n");
    }

    private Finished Capacity(string points, params string[] arguments)
    {
        File.WriteAllText(Path.Combine(workplace.Path, "points.csv"), points);
        return HoldfastProcess.Run(workplace.Path, ["capacity", "points.csv", .. arguments]);
    }
}
