using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;

namespace Holdfast.EndToEnd;

/// <summary>A program that a test has started, with what it says. Killed at the end of the test, or of the whole run.</summary>
internal sealed class ChildProcess : IDisposable
{
    private static readonly ConcurrentDictionary<ChildProcess, bool> Living = new();

    private readonly Process process;
    private readonly StringBuilder error = new();
    private readonly StringBuilder output = new();

    // A run that is interrupted disposes nothing.
    static ChildProcess() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (ChildProcess child in Living.Keys)
        {
            child.Kill();
        }
    };

    public ChildProcess(string directory, string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true, RedirectStandardInput = true, WorkingDirectory = directory };
        start.Environment["HOME"] = directory;
        start.Environment["NO_COLOR"] = "1";
        foreach (string name in new[] { "XDG_STATE_HOME", "XDG_RUNTIME_DIR", "STATE_DIRECTORY", "RUNTIME_DIRECTORY", "HOLDFAST_DEBUG", "http_proxy", "HTTP_PROXY" })
        {
            start.Environment.Remove(name);
        }

        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Append(output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(error, line.Data);
        process.Start();
        Living[this] = true;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Pid => process.Id;

    public bool HasExited => process.HasExited;

    public string Error => Text(error);

    public string Output => Text(output);

    /// <summary>Resident memory now.</summary>
    public long ResidentBytes
    {
        get
        {
            string line = File.ReadLines($"/proc/{Pid}/status").Single(text => text.StartsWith("VmRSS:", StringComparison.Ordinal));
            return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2]) * 1024;
        }
    }

    /// <summary>Runs a program to its end; the test fails with all it said unless it succeeds.</summary>
    public static string Run(string directory, string program, params string[] arguments)
    {
        using ChildProcess child = new(directory, program, arguments);
        int code = child.WaitForExit(TimeSpan.FromMinutes(2));
        code.ShouldBe(0, $"{program} {string.Join(' ', arguments)}\n{child.Output}\n{child.Error}");
        return child.Output;
    }

    public int WaitForExit(TimeSpan limit)
    {
        process.WaitForExit(limit).ShouldBeTrue($"{process.StartInfo.FileName} still runs; it said: {Output}\n{Error}");
        process.WaitForExit();
        Living.TryRemove(this, out _);
        return process.ExitCode;
    }

    public void Signal(string name)
    {
        using Process kill = Process.Start("kill", [$"-{name}", Pid.ToString()]);
        kill.WaitForExit();
        kill.ExitCode.ShouldBe(0);
    }

    /// <summary>kill -9; returns when the kernel has closed all of its sockets.</summary>
    public void Kill()
    {
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        Living.TryRemove(this, out _);
    }

    public void Dispose()
    {
        Kill();
        process.Dispose();
    }

    private static void Append(StringBuilder text, string? line)
    {
        lock (text)
        {
            text.Append(line).Append(line is null ? "" : "\n");
        }
    }

    private static string Text(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }
}
