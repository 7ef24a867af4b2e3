using System.Text.Json;
using Holdfast.Drills.Running;
using Holdfast.Drills.Scenarios;

namespace Holdfast.Cli.Tests.Drills;

/// <summary>`holdfast drill` in processes of its own, with a scenario of seconds, servers that are killed, and gateways that are stubs.</summary>
[Collection(nameof(DrillCommandTests))]
[CollectionDefinition(nameof(DrillCommandTests), DisableParallelization = true)]
public class DrillCommandTests
{
    // Addresses of these tests alone: a drill may run on the machine at the same time.
    private const string Tiny = """
        title: One of two servers dies
        seed: 3
        origins:
          - { name: a, capacity: 200, address: "127.0.77.1:18000", control: "127.0.77.1:19000", options: { service: "fixed:5ms" } }
          - { name: b, capacity: 200, address: "127.0.77.2:18000", control: "127.0.77.2:19000", options: { service: "fixed:5ms" } }
        gateway: { template: requests, listen: "127.0.77.100:18080", admin: "127.0.77.100:19900" }
        traffic:
          - { name: critical, rate: 100/s, timeout: 2s }
        phases:
          - { name: calm, for: 2s }
          - { name: killed, for: 3s }
        measured: [killed]
        faults:
          - { at: 2s, kill: a }
        expect:
          - { that: class-success, class: critical, during: killed, atLeast: 99% }
          - { that: goodput-of-capacity, during: killed, atLeast: 95% }

        """;

    [Fact]
    public void List_NamesDrillsAndGateways()
    {
        using Workplace workplace = new();
        Finished finished = HoldfastProcess.Run(workplace.Path, "drill", "list");
        finished.ExitCode.ShouldBe(0, finished.Error);
        foreach (string name in new[] { "dead-host", "marketing-surge", "one-character", "pool-exhaustion", "sandbox-crowd", "haproxy-naive" })
        {
            finished.Output.ShouldContain(name);
        }
    }

    [Fact]
    public void List_NamesTheDrillsOfIncidentsInItsDirectory_AlsoWhatCannotBeRead()
    {
        using Workplace workplace = new();
        Finished none = HoldfastProcess.Run(workplace.Path, "drill", "list");
        none.Output.ShouldContain("no drill of an incident is in drills");
        Directory.CreateDirectory(Path.Combine(workplace.Path, "ops"));
        workplace.Write("ops/learned-12.yaml", Tiny);
        workplace.Write("ops/learned-13.yaml", "title: broken\n");
        Finished list = HoldfastProcess.Run(workplace.Path, "drill", "list", "--drills", "ops");
        list.ExitCode.ShouldBe(0, list.Error);
        list.Output.ShouldMatch("learned-12 +[0-9]+s +[0-9]+s +");
        list.Output.ShouldContain("cannot be read: holdfast drill run ops/learned-13.yaml says why");
        using JsonDocument json = JsonDocument.Parse(HoldfastProcess.Run(workplace.Path, "drill", "list", "--drills", "ops", "--json").Output);
        json.RootElement.GetProperty("learned").EnumerateArray().Select(one => one.GetProperty("file").GetString()).ShouldBe(["ops/learned-12.yaml", "ops/learned-13.yaml"]);
        Finished nowhere = HoldfastProcess.Run(workplace.Path, "drill", "list", "--drills", "nowhere");
        (nowhere.ExitCode, nowhere.Error.Contains("there is no folder nowhere", StringComparison.Ordinal)).ShouldBe((2, true));
    }

    [Fact]
    public void DrillOfAnIncident_IsFoundByItsName_AsTheTaskThatItClosesNamesIt()
    {
        using Workplace workplace = new();
        Directory.CreateDirectory(Path.Combine(workplace.Path, "drills"));
        workplace.Write("drills/learned-12.yaml", Tiny);
        Finished finished = HoldfastProcess.Run(workplace.Path, "drill", "run", "learned-12", "--on", "nowhere");
        finished.ExitCode.ShouldBe(2);
        finished.Error.ShouldNotContain("there is no drill");
        finished.Error.ShouldContain("learned-12 brings no configurations along");
    }

    [Theory]
    [InlineData(new[] { "drill", "run", "dead-hots" }, "Did you mean 'dead-host'?")]
    [InlineData(new[] { "drill", "run", "./gone.yaml" }, "no scenario './gone.yaml'")]
    [InlineData(new[] { "drill", "run", "dead-host", "--gateway", "haproxi" }, "Did you mean 'haproxy'?")]
    [InlineData(new[] { "drill", "run", "dead-host", "--gateway", "" }, "there is no gateway ''")]
    [InlineData(new[] { "drill", "run", "dead-host", "--gateway", "haproxy,nginx" }, "there is no gateway 'haproxy,nginx'")]
    [InlineData(new[] { "drill", "compare", "dead-host", "--gateways", "holdfast," }, "there is no gateway ''")]
    [InlineData(new[] { "drill", "compare", "dead-host", "--gateways", "holdfast,ngnix" }, "Did you mean 'nginx'?")]
    [InlineData(new[] { "drill", "run", "dead-host", "--json", "gone/report.json" }, "gone/report.json cannot be written")]
    [InlineData(new[] { "drill", "compare", "dead-host", "--html", "" }, "a file without a name cannot be written")]
    [InlineData(new[] { "drill", "run", "dead-host", "--logs", "/proc/logs" }, "/proc/logs cannot be made")]
    [InlineData(new[] { "drill", "report", "gone.json" }, "--json FILE")]
    public void WrongUse_IsSaid_AndExitsWithTwo(string[] arguments, string said)
    {
        using Workplace workplace = new();
        Finished finished = HoldfastProcess.Run(workplace.Path, arguments);
        finished.ExitCode.ShouldBe(2);
        finished.Error.ShouldContain(said);
    }

    [Fact]
    public void BadScenario_IsRefused_WithEveryPlace()
    {
        using Workplace workplace = new();
        string file = workplace.Write("bad.yaml", Tiny.Replace("kill: a", "kill: z", StringComparison.Ordinal).Replace("that: class-success", "that: class-sucess", StringComparison.Ordinal));
        Finished finished = HoldfastProcess.Run(workplace.Path, "drill", "run", file);
        finished.ExitCode.ShouldBe(1);
        finished.Error.ShouldContain("bad.yaml:14:");
        finished.Error.ShouldContain("Did you mean \"class-success\"?");
        finished.Error.ShouldContain("2 errors");
    }

    [Fact]
    public void PortInUse_IsSaid_WithTheAddress()
    {
        using Workplace workplace = new();
        using System.Net.Sockets.TcpListener listener = new(System.Net.IPAddress.Parse("127.0.77.2"), 18000);
        listener.Start();
        Finished finished = HoldfastProcess.Run(workplace.Path, "drill", "run", workplace.Write("tiny.yaml", Tiny));
        finished.ExitCode.ShouldBe(1);
        finished.Error.ShouldContain("127.0.77.2:18000 is in use");
    }

    [Fact]
    public void DrillWhileAnotherRuns_IsRefused_AndDoesNotDisturbIt()
    {
        using Workplace workplace = new();
        using DrillTurn other = DrillTurn.TryTake(Root(workplace), "drill dead-host (process 7)", out _).ShouldNotBeNull();
        Finished finished = HoldfastProcess.Run(workplace.Path, "drill", "run", workplace.Write("tiny.yaml", Tiny));
        finished.ExitCode.ShouldBe(1);
        finished.Error.ShouldBe("holdfast: this machine is in use: drill dead-host (process 7) runs, and two drills would measure each other. Wait for it, or end it.\n");
        LeftBehind(workplace).ShouldBeEmpty();
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Holdfast_PassesTheTinyDrill_AndNothingIsLeft()
    {
        using Workplace workplace = new();
        Finished finished = HoldfastProcess.Run(workplace.Path, "drill", "run", workplace.Write("tiny.yaml", Tiny), "--json", "result.json", "--html", "result.html");
        finished.ExitCode.ShouldBe(ExitCodeOf(finished), finished.Output + finished.Error);
        finished.Output.ShouldContain(": 2 of 2 expectations held");
        File.ReadAllText(workplace.File("result.html")).ShouldContain("<svg ");
        using JsonDocument report = JsonDocument.Parse(File.ReadAllText(workplace.File("result.json")));
        report.RootElement.GetProperty("passed").GetBoolean().ShouldBeTrue();
        LeftBehind(workplace).ShouldBeEmpty();

        Finished again = HoldfastProcess.Run(workplace.Path, "drill", "report", "result.json");
        again.ExitCode.ShouldBe(0);
        again.Output.ShouldContain(": 2 of 2 expectations held");

        Finished history = HoldfastProcess.Run(workplace.Path, "drill", "history", "--json");
        using JsonDocument kept = JsonDocument.Parse(history.Output);
        JsonElement verdict = kept.RootElement.GetProperty("verdicts").EnumerateArray().ShouldHaveSingleItem();
        (verdict.GetProperty("scenario").GetString(), verdict.GetProperty("held").GetInt32()).ShouldBe(("tiny", 2));
        verdict.GetProperty("result").GetString().ShouldBeOneOf("passed", "inconclusive");
        verdict.GetProperty("configurationHash").GetString()!.Length.ShouldBe(16);
    }

    [Fact]
    public void History_OfAMachineWithoutRuns_SaysSo()
    {
        using Workplace workplace = new();
        HoldfastProcess.Run(workplace.Path, "drill", "history").Output.ShouldBe("no drill has run yet: holdfast drill list\n");
        HoldfastProcess.Run(workplace.Path, "drill", "history", "dead-host").Output.ShouldBe("drill dead-host has not run yet: holdfast drill run dead-host\n");
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Interrupt_EndsEverything()
    {
        using Workplace workplace = new();
        using HoldfastProcess drill = HoldfastProcess.Start(workplace.Path, "drill", "run", workplace.Write("tiny.yaml", Tiny));
        drill.WaitForError("phase: calm");
        ProcessIdentity[] started = Journalled(workplace);
        started.Length.ShouldBe(3);
        drill.Signal("INT");
        Finished finished = drill.WaitForExit();
        finished.ExitCode.ShouldBe(1);
        finished.Error.ShouldContain("everything that the drill had started is ended");
        started.ShouldAllBe(static process => !process.IsAlive);
        LeftBehind(workplace).ShouldBeEmpty();
    }

    /// <summary>nginx: its worker outlives the master, which dies with the runner, and only the journal knows of it.</summary>
    [Theory]
    [InlineData("holdfast")]
    [InlineData("nginx-naive")]
    [Trait("Category", "Slow")]
    public void KilledRunner_IsCleanedUp_ByTheNextRun(string gateway)
    {
        using Workplace workplace = new();
        string file = workplace.Write("tiny.yaml", Tiny);
        using HoldfastProcess drill = HoldfastProcess.Start(workplace.Path, "drill", "run", file, "--gateway", gateway);
        drill.WaitForError("phase: calm");
        ProcessIdentity[] started = [.. Journalled(workplace).SelectMany(static process => process.Family())];
        started.Length.ShouldBe(gateway == "nginx-naive" ? 4 : 3, drill.Error);
        drill.Signal("KILL");
        drill.Until(() => ProcessIdentity.Of(drill.Pid) is null, "the runner's end");

        Finished next = HoldfastProcess.Run(workplace.Path, "drill", "run", file);
        next.ExitCode.ShouldBe(ExitCodeOf(next), next.Output + next.Error);
        started.ShouldAllBe(static process => !process.IsAlive);
        LeftBehind(workplace).ShouldBeEmpty();
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Interrupt_EndsAllLearnedDrills_AndNotOnlyTheOneThatRuns()
    {
        using Workplace workplace = new();
        string template = BuiltInDrills.Read("peers/holdfast/requests.yaml").ShouldNotBeNull().ReplaceLineEndings("\n    ").TrimEnd();
        string page = $"{Tiny.Replace("template: requests", "template: new", StringComparison.Ordinal)}configurations:\n  new: |\n    {template}\n";
        Directory.CreateDirectory(workplace.File("drills"));
        workplace.Write("drills/learned-1.yaml", page);
        workplace.Write("drills/learned-2.yaml", page);
        using HoldfastProcess drills = HoldfastProcess.Start(workplace.Path, "drill", "run", "--all-learned");
        drills.WaitForError("phase: calm");
        drills.Signal("TERM");
        Finished finished = drills.WaitForExit();
        finished.ExitCode.ShouldBe(1, finished.Error);
        finished.Error.ShouldContain("stopped at drill 1 of 2");
        finished.Error.ShouldNotContain("learned-2, 2 of 2");
        finished.Output.ShouldContain("it could not be run");
        LeftBehind(workplace).ShouldBeEmpty();
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void FailureOnTheConfigurationOfThatDay_IsAsItShouldBe_AndEndsWithZero()
    {
        using Workplace workplace = new();
        string template = BuiltInDrills.Read("peers/holdfast/requests.yaml").ShouldNotBeNull().ReplaceLineEndings("\n    ").TrimEnd();
        // The one server that is killed, and no other.
        string alone = template.Replace("{ name: \"{NAME}\", address: \"{SERVER}\" }", "{ name: a, address: \"127.0.77.1:18000\" }", StringComparison.Ordinal);
        alone.ShouldNotBe(template);
        string page = $"{Tiny.Replace("template: requests", "template: new", StringComparison.Ordinal)}configurations:\n  old: |\n    {alone}\n  new: |\n    {template}\n";
        string file = workplace.Write("learned-1.yaml", page);
        Finished old = HoldfastProcess.Run(workplace.Path, "drill", "run", file, "--on", "old");
        for (int again = 0; again < 4 && IsInconclusive(old); again++)
        {
            old = HoldfastProcess.Run(workplace.Path, "drill", "run", file, "--on", "old");
        }

        // On a machine that is busy all the time it proves nothing, and says so.
        old.Output.ShouldContain(IsInconclusive(old) ? "PROVES NOTHING" : "failed, as it should on the old configuration: 0 of 2 expectations held", customMessage: old.Error);
        old.ExitCode.ShouldBe(IsInconclusive(old) ? 1 : 0);
    }

    private static bool IsInconclusive(Finished finished) => finished.Output.Contains("PROVES NOTHING", StringComparison.Ordinal);

    // A busy machine limits the generator: all holds and proves nothing then.
    private static int ExitCodeOf(Finished finished) => finished.Output.Contains("PROVES NOTHING: 2 of 2", StringComparison.Ordinal) ? 1 : 0;

    private static ProcessIdentity[] Journalled(Workplace workplace) =>
        [.. Directory.GetFiles(Root(workplace), RunDirectory.JournalName, SearchOption.AllDirectories).SelectMany(RunJournal.Read).Skip(1).Select(static entry => entry.Process)];

    private static string[] LeftBehind(Workplace workplace) => Directory.Exists(Root(workplace)) ? Directory.GetDirectories(Root(workplace)) : [];

    private static string Root(Workplace workplace) => RunDirectory.DefaultRoot(name => name == "HOME" ? workplace.Path : null);
}
