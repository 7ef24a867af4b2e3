using System.Collections.Concurrent;
using System.Diagnostics;

namespace Holdfast.Drills.Running;

/// <summary>
/// Starts programs from one thread that lives as long as the drill. The kernel kills a child with a parent-death signal when the
/// thread that started it ends, not when the process does: from a thread of the pool servers would die at random.
/// </summary>
public sealed class Launcher : IDisposable
{
    // Without a bound: it holds at most the programs of one drill.
    private readonly BlockingCollection<Action> work = [];
    private readonly Thread thread;

    public Launcher()
    {
        thread = new Thread(Run) { IsBackground = true, Name = "drill launcher" };
        thread.Start();
    }

    /// <summary>Directories where servers are installed though they are not on everybody's PATH.</summary>
    private static readonly string[] MoreDirectories = ["/usr/local/sbin", "/usr/sbin", "/sbin"];

    /// <summary>The program's full path; null when it is not installed.</summary>
    public static string? Find(string program)
    {
        if (program.Contains('/'))
        {
            return File.Exists(program) ? program : null;
        }

        string[] directories = [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'), .. MoreDirectories];
        return directories.Where(static directory => directory.Length > 0).Select(directory => Path.Combine(directory, program)).FirstOrDefault(File.Exists);
    }

    /// <summary>Starts it in a session of its own, with all it says in a file. It is killed when this process dies, where the system can.</summary>
    public Task<int> StartAsync(IReadOnlyList<string> command, string directory, string log, IReadOnlyDictionary<string, string> environment)
    {
        TaskCompletionSource<int> started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        work.Add(() =>
        {
            try
            {
                started.SetResult(Start(command, directory, log, environment));
            }
            catch (Exception failure) when (failure is System.ComponentModel.Win32Exception or IOException or InvalidOperationException)
            {
                started.SetException(new DrillException($"{command[0]} could not be started: {failure.Message}"));
            }
        });
        return started.Task;
    }

    public void Dispose()
    {
        work.CompleteAdding();
        thread.Join();
        work.Dispose();
    }

    private static int Start(IReadOnlyList<string> command, string directory, string log, IReadOnlyDictionary<string, string> environment)
    {
        // The shell opens the log and becomes the program: the process number stays, and no thread has to carry output.
        List<string> arguments = ["-c", "log=$1; shift; exec \"$@\" >>\"$log\" 2>&1 </dev/null", "sh", log];
        if (Find("setpriv") is { } setpriv)
        {
            arguments.AddRange([setpriv, "--pdeathsig", "KILL"]);
        }

        arguments.AddRange(["setsid", .. command]);
        ProcessStartInfo start = new("/bin/sh", arguments) { WorkingDirectory = directory };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        return process.Id;
    }

    private void Run()
    {
        foreach (Action action in work.GetConsumingEnumerable())
        {
            action();
        }
    }
}
