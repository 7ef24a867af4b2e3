using Holdfast.Drills.Running;

namespace Holdfast.Drills.Tests.Running;

public class LeftoversTests : IDisposable
{
    private readonly string root = Path.Combine(Path.GetTempPath(), $"holdfast-leftovers-{Environment.ProcessId}-{Guid.NewGuid():N}");
    private readonly Launcher launcher = new();

    public LeftoversTests() => Directory.CreateDirectory(root);

    public void Dispose()
    {
        launcher.Dispose();
        Directory.Delete(root, recursive: true);
    }

    [Fact]
    public async Task EndedRun_LeavesNothing()
    {
        ProcessIdentity child;
        string path;
        using (RunDirectory run = RunDirectory.Create(root, "test"))
        {
            path = run.Path;
            child = await StartAsync(run);
            child.IsAlive.ShouldBeTrue();
        }

        child.IsAlive.ShouldBeFalse();
        Directory.Exists(path).ShouldBeFalse();
    }

    [Fact]
    public async Task RunWhoseRunnerIsDead_IsCleanedUp_WithTheChildrenOfItsChildren()
    {
        using RunDirectory run = RunDirectory.Create(root, "test");
        ProcessIdentity child = await StartAsync(run, "sh", "-c", "sleep 300 & sleep 300");
        IReadOnlyList<ProcessIdentity> family = [];
        for (int tries = 0; tries < 100 && family.Count < 3; tries++)
        {
            await Task.Delay(20);
            family = child.Family();
        }

        family.Count.ShouldBe(3);
        PretendRunnerDied(run);
        Leftovers.Remove(root).ShouldHaveSingleItem().ShouldContain("sleeper");
        family.ShouldAllBe(static member => !member.IsAlive);
        Directory.Exists(run.Path).ShouldBeFalse();
    }

    [Fact]
    public async Task RunThatIsStillRunning_IsLeftAlone()
    {
        using RunDirectory run = RunDirectory.Create(root, "test");
        ProcessIdentity child = await StartAsync(run);
        Leftovers.Remove(root).ShouldBeEmpty();
        child.IsAlive.ShouldBeTrue();
    }

    [Fact]
    public void ProcessThatHasTheNumberNow_IsNotMistaken()
    {
        using RunDirectory run = RunDirectory.Create(root, "test");
        ProcessIdentity self = ProcessIdentity.Of(Environment.ProcessId)!.Value;
        new RunJournal(run.File(RunDirectory.JournalName)).Add("ours once", self with { StartTicks = self.StartTicks - 1000 });
        PretendRunnerDied(run);
        // Still here to see it.
        Leftovers.Remove(root).ShouldBeEmpty();
    }

    [Fact]
    public void LineThatWasCutOff_IsLeftOut()
    {
        using RunDirectory run = RunDirectory.Create(root, "test");
        File.AppendAllText(run.File(RunDirectory.JournalName), "{\"name\":\"x\",\"pi");
        RunJournal.Read(run.File(RunDirectory.JournalName)).ShouldHaveSingleItem().Name.ShouldBe("runner");
    }

    [Fact]
    public void MissingProgram_IsNull()
    {
        Launcher.Find("no-such-program-of-ours").ShouldBeNull();
        Launcher.Find("sh").ShouldNotBeNull();
    }

    private async Task<ProcessIdentity> StartAsync(RunDirectory run, params string[] command)
    {
        int pid = await launcher.StartAsync(command.Length > 0 ? command : ["sleep", "300"], run.Path, run.File("log"), new Dictionary<string, string>());
        return run.Remember("sleeper", pid);
    }

    /// <summary>The journal of a runner that was killed names a process that is no more.</summary>
    private static void PretendRunnerDied(RunDirectory run)
    {
        string journal = run.File(RunDirectory.JournalName);
        string[] lines = File.ReadAllLines(journal);
        lines[0] = "{\"name\":\"runner\",\"pid\":999999999,\"startTicks\":1}";
        File.WriteAllLines(journal, lines);
    }
}
