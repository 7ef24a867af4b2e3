using System.Globalization;
using System.Text.Json;
using Holdfast.Configuration;
using Holdfast.Foundation;
using Holdfast.Storage.Series;
using Holdfast.Telemetry;
using Holdfast.Telemetry.Series;

namespace Holdfast.Cli.Tests;

/// <summary>Incidents, tasks, measures and alerts of a real gateway, by the command line.</summary>
public class IncidentCommandTests
{
    [Fact]
    [Trait("Category", "Slow")]
    public void OperatorsDay_FromAnIncidentToItsTasks_SurvivesAKill()
    {
        using Workplace workplace = new();
        int admin = Workplace.FreePort();
        string config = workplace.Write("gateway.yaml", Workplace.Config($"127.0.0.1:{Workplace.FreePort()}", admin, NetworkAddress.FromIPv4(0x7F00_0001, 9)));
        string incident;
        using (HoldfastProcess gateway = HoldfastProcess.Start(workplace.Path, "run", config))
        {
            gateway.WaitForListener();
            gateway.Until(() => Run("incident", "open", "customers cannot pay", "--pool", "shop", "--as", "anna").ExitCode == 0, "the admin side");
            incident = "latest";
            Run("incident", "open", "x", "--pool", "shpo").ShouldSatisfyAllConditions(one => one.ExitCode.ShouldNotBe(0), one => one.Error.ShouldContain("There is no pool 'shpo'. Did you mean 'shop'?"));
            Good("incident", "ack", incident, "--as", "anna").Output.ShouldContain("is acknowledged by anna");
            Good("incident", "note", incident, "the queue was switched off", "--kind", "did", "--at", "-10m").Output.ShouldBe("noted in incident 1 (customers cannot pay)\n");
            DateTimeOffset called = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - 1800);
            Good("incident", "note", incident, "a call came in", "--at", called.ToOffset(TimeSpan.FromHours(2)).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));
            HappenedAt("a call came in").ShouldBe(called);
            Run("incident", "note", incident, "long ago", "--at", "-400d").ShouldSatisfyAllConditions(one => one.ExitCode.ShouldBe(2), one => one.Error.ShouldContain("60 minutes before it began"));
            (DateTimeOffset.UtcNow - HappenedAt("the queue was switched off")).TotalMinutes.ShouldBeInRange(9.9, 12);
            Run("incident", "note", incident, "not yet", "--at", "2199-01-01T00:00:00Z").ShouldSatisfyAllConditions(one => one.ExitCode.ShouldBe(2), one => one.Error.ShouldContain("A note cannot be about the future."));
            Run("incident", "note", incident, "whose noon", "--at", "2026-01-02 12:00").ShouldSatisfyAllConditions(one => one.ExitCode.ShouldBe(2), one => one.Error.ShouldContain("has no zone"));
            Good("incident", "resolve", incident, "--how", "it was the limit");
            gateway.Until(() => Run("postmortem", "show", incident).ExitCode == 0, "the draft");
            Run("postmortem", "show", incident, "--version-number", "9").Error.ShouldContain("The postmortem of incident 1 has no version 9: there is version 1.");
            Good("postmortem", "show", incident, "--out", "pages");
            workplace.Write("own.md", Good("postmortem", "show", incident).Output.Replace("# ", "# Our own words: ", StringComparison.Ordinal));
            Good("postmortem", "draft", incident, "--file", "own.md", "--as", "anna");
            Good("postmortem", "show", incident, "--out", "own").Output.ShouldContain(Path.Combine("own", "1.md"), Case.Sensitive, "the latest one is another one tomorrow");
            Good("task", "add", "write down how a server is added", "--type", "mitigate", "--incident", "1", "--due", "2099-01-01", "--as", "anna").Output.ShouldStartWith("task 1-21: anna, due 2099-01-01");
            Run("task", "due", "1-21", "2020-01-01").Error.ShouldContain("2020-01-01 is over");
            gateway.Signal("KILL");
        }

        using HoldfastProcess next = HoldfastProcess.Start(workplace.Path, "run", config);
        next.WaitForListener();
        next.Until(() => Run("task", "list").Output.Contains("1-21  open", StringComparison.Ordinal), "the task of before the kill");
        Finished refused = Run("task", "close", "1-21");
        (refused.ExitCode, refused.Error).ShouldBe((1, "holdfast: the gateway refused: Task 1-21 closes with a link to what was done: holdfast task close 1-21 --link URL.\n"));
        Good("task", "close", "1-21", "--link", "https://wiki.example.org/runbook", "--as", "ben").Output.ShouldBe("task 1-21 is closed\n");
        Good("task", "show", "1-21").Output.ShouldContain("closed: closed by ben, see https://wiki.example.org/runbook");

        Good("postmortem", "index", "--out", "index.html").Output.ShouldEndWith(": 1 postmortem\n");
        File.ReadAllText(workplace.File("index.html")).ShouldContain("all 1 task closed");
        Good("incident", "measures", "--csv").Output.Split('\n')[1].ShouldStartWith("1,sev4,");
        using JsonDocument measures = JsonDocument.Parse(Good("incident", "measures", "--json").Output);
        measures.RootElement.GetProperty("incidents").GetArrayLength().ShouldBe(1);

        DateTimeOffset HappenedAt(string note)
        {
            using JsonDocument shown = JsonDocument.Parse(Good("incident", "show", incident, "--json").Output);
            return shown.RootElement.GetProperty("timeline").EnumerateArray().Single(entry => entry.GetProperty("text").GetString() == note).GetProperty("happenedAt").GetDateTimeOffset();
        }

        Finished Good(params string[] arguments)
        {
            Finished finished = Run(arguments);
            finished.ExitCode.ShouldBe(0, finished.Error);
            return finished;
        }

        Finished Run(params string[] arguments) => HoldfastProcess.Run(workplace.Path, [.. arguments, "--admin", $"127.0.0.1:{admin}"]);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void GatewayThatWasKilled_OpensAnIncidentByItself_WhenItIsBack()
    {
        using Workplace workplace = new();
        int admin = Workplace.FreePort();
        string text = Workplace.Config($"127.0.0.1:{Workplace.FreePort()}", admin, NetworkAddress.FromIPv4(0x7F00_0001, 9));
        string config = workplace.Write("gateway.yaml", text);
        string state = Directory.CreateDirectory(workplace.File("state")).FullName;
        LeaveSeries(SeriesFile.PathIn(state, ConfigReader.Read(text, config, _ => null).Config!)!, secondsAgo: 60);
        using HoldfastProcess next = HoldfastProcess.Start(workplace.Path, "run", config, "--state-dir", state);
        next.WaitForListener();
        string story = "";
        next.Until(() => (story = HoldfastProcess.Run(workplace.Path, "incident", "show", "latest", "--admin", $"127.0.0.1:{admin}").Output).Length > 0, "an incident");
        story.ShouldContain("gateway: gone");
        story.ShouldContain("nothing was recorded and nobody was served");
    }

    /// <summary>What a gateway leaves that was killed: ten seconds on disk, and no word of leaving.</summary>
    private static void LeaveSeries(string path, int secondsAgo)
    {
        DateTimeOffset killed = DateTimeOffset.UtcNow.AddSeconds(-secondsAgo);
        VirtualClock clock = new(killed);
        SeriesMemory memory = new();
        using SeriesStore store = new(new SeriesStoreOptions { Path = path }, memory, new ChangeLog(clock), clock, new EventLog(TextWriter.Null, clock));
        for (int second = -10; second < 0; second++)
        {
            memory.Write(killed.ToUnixTimeSeconds() + second, writer => writer.Begin(SeriesSubject.Gateway)!.Write(Signal.Good, 1));
        }

        store.Write();
    }
}
