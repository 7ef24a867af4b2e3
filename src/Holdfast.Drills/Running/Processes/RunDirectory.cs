using System.Globalization;

namespace Holdfast.Drills.Running;

/// <summary>
/// Everything that a run writes and starts is below or named in one directory, so that taking the directory away takes the run away.
/// Next: <see cref="Leftovers"/>, which does that for runs whose runner is gone.
/// </summary>
public sealed class RunDirectory : IDisposable
{
    public const string JournalName = "journal.jsonl";

    private readonly List<ProcessIdentity> started = [];
    private readonly Lock gate = new();
    private readonly RunJournal journal;

    private RunDirectory(string path)
    {
        Path = path;
        journal = new RunJournal(File(JournalName));
    }

    public string Path { get; }

    /// <summary>~/.local/state/holdfast/drills, or what XDG_STATE_HOME says.</summary>
    public static string DefaultRoot(Func<string, string?> environment) =>
        System.IO.Path.Combine(
            environment("XDG_STATE_HOME") is { Length: > 0 } state ? state : System.IO.Path.Combine(environment("HOME") ?? System.IO.Path.GetTempPath(), ".local", "state"),
            "holdfast",
            "drills");

    /// <param name="name">Unique within the root: the drill, the gateway and this process.</param>
    public static RunDirectory Create(string root, string name)
    {
        int number = 0;
        string path;
        do
        {
            path = System.IO.Path.Combine(root, string.Create(CultureInfo.InvariantCulture, $"{name}-{Environment.ProcessId}-{number++}"));
        }
        while (Directory.Exists(path));
        Directory.CreateDirectory(path);
        RunDirectory run = new(path);
        // Before anything is started: a run without its runner's entry belongs to nobody and is taken away at once.
        run.journal.Add("runner", ProcessIdentity.Of(Environment.ProcessId)!.Value);
        return run;
    }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public ProcessIdentity Remember(string name, int pid)
    {
        // Gone already: there is nothing to end, and whoever started it finds out by its silence.
        ProcessIdentity process = ProcessIdentity.Of(pid) ?? new ProcessIdentity(pid, 0);
        journal.Add(name, process);
        lock (gate)
        {
            started.Add(process);
        }

        return process;
    }

    /// <summary>Ends what is left and removes the directory.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            foreach (ProcessIdentity process in Enumerable.Reverse(started))
            {
                ProcessSignals.KillFamily(process);
            }

            started.Clear();
        }

        Remove(Path);
    }

    internal static void Remove(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Another runner cleaned up at the same time.
        }
        catch (IOException)
        {
            // A dying process wrote into it meanwhile: the next run takes the rest away.
        }
    }
}
