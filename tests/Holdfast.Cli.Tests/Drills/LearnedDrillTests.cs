using System.Globalization;
using System.Text.Json;
using Holdfast.Drills.Scenarios;
using Holdfast.Foundation;
using Holdfast.Incidents;
using Holdfast.Incidents.Drills;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Replay;
using Holdfast.Incidents.Timeline;
using Holdfast.Storage.Records;
using Holdfast.Telemetry;
using Holdfast.Telemetry.Series;

namespace Holdfast.Cli.Tests.Drills;

public sealed class LearnedDrillTests
{
    private const long Start = 1_900_000_000;

    private const string Page = "title: x";
    private const string PageOfSeven = "# Written from the records of incident 7 by holdfast drill from-incident.\n";

    private const string Configuration = """
        listeners: [{ address: "0.0.0.0:8080" }]
        routes: [{ match: { path: /checkout }, class: critical, pool: shop }, { pool: shop }]
        pools: { shop: { servers: ["10.0.0.11:8000", "10.0.0.12:8000"] } }
        protection: off
        """;

    [Fact]
    public void PageOfAnIncident_IsAScenarioThatRunsOnBothConfigurations()
    {
        string page = PageOf(isLong: true);
        LearnedDrills.NameOf(page).ShouldBe("learned-1");
        Scenario? scenario = ScenarioReader.Read(page, "learned-1.yaml", "learned-1", static _ => null, out var findings);
        scenario.ShouldNotBeNull(Holdfast.Configuration.ConfigFindingFormatter.FormatText(findings) + page);
        scenario.Length.ShouldBeLessThan(TimeSpan.FromMinutes(5));
        scenario.Origins.Select(origin => origin.Name).ShouldBe(["s1", "s2"]);
        scenario.Faults.Select(fault => fault.Kill + fault.Start).ShouldBe(["s2", "s2"]);
        ScenarioVariant.On(scenario, "old", out _)!.Gateway.Template.ShouldBe("old");
        scenario.Configurations["old"].ShouldContain("protection: off");
        scenario.Configurations["new"].ShouldNotContain("protection");
    }

    [Theory]
    [InlineData("# Written from the records of incident 12 by holdfast drill from-incident.", "learned-12", null)]
    [InlineData("# Written from the records of incident 12 of holdfast-ab12cd34 by holdfast drill from-incident.", "learned-12", "holdfast-ab12cd34")]
    [InlineData("title: mine", "learned", null)]
    public void FirstLine_SaysWhoseIncidentItIs(string line, string name, string? instance)
    {
        LearnedDrills.NameOf(line).ShouldBe(name);
        LearnedDrills.InstanceOf(line).ShouldBe(instance);
    }

    [Fact]
    public void CopyOfAPage_IsOneDrill_AndOneThatWasChangedIsAnother()
    {
        using Workplace workplace = new();
        const string Learned = "# Written from the records of incident 20 by holdfast drill from-incident.\ntitle: x\n";
        foreach ((string file, string page) in new[] { ("learned-20.yaml", Learned), ("learned-20-copy.yaml", Learned), ("learned-20-mine.yaml", Learned + "seed: 7\n") })
        {
            workplace.Write(file, page);
        }

        using RecordStore store = DrillLedgerFile.Open(Path.Combine(workplace.Path, "drills.db"));
        LearnedDrill.In(workplace.Path, new DrillLedger(store))
            .Select(drill => Path.GetFileName(drill.Path)).ShouldBe(["learned-20.yaml", "learned-20-mine.yaml"]);
    }

    [Fact]
    public void AllLearned_PlaysACopiedPageOnce_AndSaysSo()
    {
        // None can be read as a drill, so that nothing is started.
        using Workplace workplace = new();
        Directory.CreateDirectory(workplace.File("drills"));
        foreach ((string file, string page) in new[] { ("learned-7.yaml", "x: 1\n"), ("learned-7-copy.yaml", "x: 1\n"), ("learned-7-mine.yaml", "x: 2\n") })
        {
            workplace.Write(Path.Combine("drills", file), PageOfSeven + page);
        }

        Finished run = HoldfastProcess.Run(workplace.Path, "drill", "run", "--all-learned");
        run.ExitCode.ShouldBe(1);
        run.Error.Split('\n').Where(line => line.StartsWith("-- ", StringComparison.Ordinal)).ShouldBe(
            ["-- learned-7-copy.yaml is the same page as learned-7.yaml: it is played once", "-- learned-7, 1 of 2", "-- learned-7-mine, 2 of 2"]);
        run.Output.ShouldNotContain("learned-7-copy");
    }

    [Fact]
    public void Due_IsWhatWasNotGreenLately()
    {
        using Workplace workplace = new();
        Directory.CreateDirectory(Path.Combine(workplace.Path, "drills"));
        foreach (int number in new[] { 1, 2, 3, 10, 11, 12, 13, 14 })
        {
            File.WriteAllText(Path.Combine(workplace.Path, "drills", $"learned-{number}.yaml"), Page);
        }

        string state = Path.Combine(workplace.Path, "state");
        Directory.CreateDirectory(state);
        using (RecordStore store = DrillLedgerFile.Open(Path.Combine(state, "drills.db")))
        {
            DrillLedger ledger = new(store);
            ledger.Append(Verdict("learned-1", DrillResult.Passed, daysAgo: 3));
            ledger.Append(Verdict("learned-2", DrillResult.Passed, daysAgo: 21));
            ledger.Append(Verdict("learned-3", DrillResult.Failed, daysAgo: 1));
            ledger.Append(Verdict("learned-10", DrillResult.Passed, daysAgo: 1) with { OnOldConfiguration = true });
            ledger.Append(Verdict("learned-11", DrillResult.Passed, daysAgo: 1) with { ScenarioHash = DrillLedgerFile.HashOf("title: before it was written again") });
            ledger.Append(Verdict("learned-12", DrillResult.Passed, daysAgo: 2));
            ledger.Append(Verdict("learned-12", DrillResult.Failed, daysAgo: 1) with { ScenarioHash = DrillLedgerFile.HashOf("title: another page of that name") });
            ledger.Append(Verdict("learned-13", DrillResult.Passed, daysAgo: 1) with { Quick = true });
            ledger.Append(Verdict("learned-14", DrillResult.Passed, daysAgo: 2));
            ledger.Append(Verdict("learned-14", DrillResult.Passed, daysAgo: 1) with { Quick = true });
        }

        Finished due = HoldfastProcess.Run(workplace.Path, "drill", "due", "--state-dir", state, "--json");
        due.ExitCode.ShouldBe(1);
        using JsonDocument told = JsonDocument.Parse(due.Output);
        told.RootElement.GetProperty("due").EnumerateArray().Select(one => one.GetProperty("drill").GetString()).ShouldBe(["learned-2", "learned-3", "learned-10", "learned-11", "learned-13"]);
        string list = HoldfastProcess.Run(workplace.Path, "drill", "due", "--state-dir", state).Output;
        list.ShouldMatch("learned-10 +ran on old only, [0-9]{4}-[0-9]{2}-[0-9]{2} ");
        told.RootElement.GetProperty("due")[2].GetProperty("ranOnOldAt").GetDateTimeOffset().ShouldBeInRange(DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow);
        list.ShouldMatch("learned-11 +page has changed since");
        list.ShouldMatch("learned-13 +ran in its short form only");
        Finished nowhere = HoldfastProcess.Run(workplace.Path, "drill", "due", "--drills", "nowhere", "--state-dir", state);
        nowhere.ExitCode.ShouldBe(2, "a typing error in a pipeline would be green for ever");
        nowhere.Error.ShouldContain("there is no folder nowhere");
        Directory.CreateDirectory(Path.Combine(workplace.Path, "elsewhere"));
        Finished none = HoldfastProcess.Run(workplace.Path, "drill", "due", "--drills", "elsewhere", "--state-dir", state);
        none.ExitCode.ShouldBe(0);
        none.Output.ShouldContain("no drill of an incident is in elsewhere");
    }

    [Theory]
    [InlineData("history")]
    [InlineData("due")]
    public void LedgerThatCannotBeRead_IsSaid_AndLeftAsItIs(string command)
    {
        using Workplace workplace = new();
        string file = workplace.Write("drills.db", new string('x', 5000));
        Finished finished = HoldfastProcess.Run(workplace.Path, "drill", command, "--state-dir", workplace.Path);
        finished.ExitCode.ShouldBe(1);
        finished.Output.ShouldBeEmpty();
        finished.Error.ShouldStartWith($"holdfast: the verdicts in {file} cannot be read: ");
        File.ReadAllText(file).ShouldBe(new string('x', 5000));
        Directory.GetFiles(workplace.Path, "*.damaged").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("history")]
    [InlineData("due")]
    public void DirectoryThatIsNotThere_IsSaid_AndNotMade(string command)
    {
        using Workplace workplace = new();
        Finished finished = HoldfastProcess.Run(workplace.Path, "drill", command, "--state-dir", workplace.File("tpyo"));
        finished.ExitCode.ShouldBe(1);
        finished.Error.ShouldContain("there is no directory");
        HoldfastProcess.Run(workplace.Path, "drill", command).ExitCode.ShouldBe(0);
        Directory.GetFileSystemEntries(workplace.Path).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("--on says nothing with --all-learned", "--all-learned", "--on", "old")]
    [InlineData("--drills says nothing without --all-learned", "dead-host", "--drills", "ops/drills")]
    [InlineData("--state-dir has no name", "dead-host", "--state-dir", "")]
    public void OptionThatWouldDoNothing_IsWrongUse(string said, params string[] arguments)
    {
        using Workplace workplace = new();
        Finished finished = HoldfastProcess.Run(workplace.Path, ["drill", "run", .. arguments]);
        finished.ExitCode.ShouldBe(2);
        finished.Error.ShouldContain(said);
    }

    [Fact]
    public void AllLearned_WithoutDrills_SaysHowToGetOne()
    {
        using Workplace workplace = new();
        Finished run = HoldfastProcess.Run(workplace.Path, "drill", "run", "--all-learned");
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("drill from-incident ID");
        HoldfastProcess.Run(workplace.Path, "drill", "run").ExitCode.ShouldBe(2);
        HoldfastProcess.Run(workplace.Path, "drill", "run", "dead-host", "--on", "old").Error.ShouldContain("brings no configurations along");
    }

    private static DrillVerdict Verdict(string scenario, DrillResult result, double daysAgo) =>
        new() { Scenario = scenario, Gateway = "holdfast", Result = result, ScenarioHash = DrillLedgerFile.HashOf(Page), StartedAt = SystemClock.Instance.UtcNow.AddDays(-daysAgo) };

    private static string PageOf(bool isLong)
    {
        long end = Start + (isLong ? 7200 : 60);
        VirtualClock clock = new(DateTimeOffset.FromUnixTimeSeconds(end));
        using RecordStore store = new(new RecordStoreOptions { Path = null }, clock, new EventLog(TextWriter.Null, clock));
        IncidentDesk desk = new(new IncidentBook(store), clock);
        ReplayDesk replays = new(desk, new ReplaySeries(static _ => [], (subject, signal, from, count) => [.. Enumerable.Range(0, count).Select(second => Value(subject, signal, from + second))]), () => ("f", Configuration));
        Dictionary<string, string> data = new() { ["pool"] = "shop", ["onset"] = Start.ToString(CultureInfo.InvariantCulture) };
        Incident incident = desk.Book.Open(new NewEntry(EntryKind.Opened, At(1), "detection", "unusual") { Data = data }, new NewEntry(EntryKind.Declared, At(2), "detection", "declared") { Data = data });
        replays.Tick();
        desk.Book.Add(incident.Id, new NewEntry(EntryKind.CauseFound, At(3), "diagnosis", "the cause") { Data = new() { ["name"] = "sick-server", ["claim"] = "it is \"sick\"" } }, new NewEntry(EntryKind.Cleared, DateTimeOffset.FromUnixTimeSeconds(end), "detection", "well"));
        return replays.Write(incident.Id, "anna").Text;
    }

    private static double Value(SeriesSubject subject, Signal signal, long second)
    {
        bool isDead = subject.Name.EndsWith("12:8000", StringComparison.Ordinal) && second is >= Start + 10 and < Start + 40;
        return (subject.Kind, signal) switch
        {
            (SubjectKind.Class, Signal.OfferedFirst) => 100,
            (SubjectKind.Server, Signal.Good) => isDead ? 0 : 100,
            (SubjectKind.Server, Signal.FailedRefused) => isDead ? 9 : 0,
            (SubjectKind.Server, Signal.FirstByteMedian) => 0.02,
            (SubjectKind.Server, Signal.InFlight) => 2,
            (SubjectKind.Pool, Signal.Clients) => 40,
            _ => double.NaN,
        };
    }

    private static DateTimeOffset At(int after) => DateTimeOffset.FromUnixTimeSeconds(Start + after);
}
