using System.Diagnostics;
using System.Text;

namespace Holdfast.Cli.Tests;

/// <summary>The real executable in a process of its own, with a home of its own. Killed when the test ends.</summary>
internal sealed class HoldfastProcess : IDisposable
{
    // Far longer than anything here takes; a busy machine must not fail a test.
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process process;
    private readonly StringBuilder error = new();
    private readonly StringBuilder output = new();

    private HoldfastProcess(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => Append(output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(error, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Pid => process.Id;

    public string Error => Text(error);

    public string Output => Text(output);

    public static HoldfastProcess Start(string directory, params string[] arguments) => Start(directory, withoutPrivileges: false, arguments);

    public static HoldfastProcess Start(string directory, bool withoutPrivileges, params string[] arguments)
    {
        // Root may do everything by capabilities; without these it is an ordinary user.
        string[] unprivileged = withoutPrivileges && Environment.UserName == "root"
            ? ["setpriv", "--bounding-set=-net_bind_service,-dac_override,-dac_read_search"]
            : [];
        string[] command = [.. unprivileged, "dotnet", Path.Combine(AppContext.BaseDirectory, "holdfast.dll"), .. arguments];
        ProcessStartInfo start = new(command[0], command[1..]) { RedirectStandardError = true, RedirectStandardOutput = true, RedirectStandardInput = true, WorkingDirectory = directory };
        start.Environment["HOME"] = directory;
        start.Environment["NO_COLOR"] = "1";
        start.Environment.Remove("XDG_STATE_HOME");
        start.Environment.Remove("STATE_DIRECTORY");
        start.Environment.Remove("HOLDFAST_DEBUG");
        return new HoldfastProcess(new Process { StartInfo = start });
    }

    /// <summary>Runs to the end. Every run is also checked for traces of exceptions.</summary>
    public static Finished Run(string directory, params string[] arguments) => Run(directory, withoutPrivileges: false, arguments);

    public static Finished Run(string directory, bool withoutPrivileges, params string[] arguments)
    {
        using HoldfastProcess holdfast = Start(directory, withoutPrivileges, arguments);
        return holdfast.WaitForExit();
    }

    public Finished WaitForExit()
    {
        process.WaitForExit(Patience).ShouldBeTrue($"still running: {Error}");
        process.WaitForExit();
        Error.ShouldNotContain("   at ");
        Output.ShouldNotContain("   at ");
        return new Finished(process.ExitCode, Output, Error);
    }

    public void Signal(string name)
    {
        using Process kill = Process.Start("kill", [$"-{name}", Pid.ToString()]);
        kill.WaitForExit();
        kill.ExitCode.ShouldBe(0);
    }

    /// <summary>Waits until the text is on standard error.</summary>
    public void WaitForError(string text) => Until(() => Error.Contains(text, StringComparison.Ordinal) || process.HasExited, $"'{text}' on standard error");

    /// <summary>The listener with the port that the kernel chose, from the start line.</summary>
    public Holdfast.Foundation.NetworkAddress WaitForListener()
    {
        WaitForError("listening on ");
        string line = Error[(Error.IndexOf("listening on ", StringComparison.Ordinal) + "listening on ".Length)..];
        Holdfast.Foundation.NetworkAddress.TryParse(line[..line.IndexOfAny([';', ','])], out Holdfast.Foundation.NetworkAddress address).ShouldBeTrue(Error);
        return address;
    }

    public void Until(Func<bool> condition, string what)
    {
        Stopwatch waited = Stopwatch.StartNew();
        while (!condition())
        {
            (waited.Elapsed < Patience).ShouldBeTrue($"waited in vain for {what}; standard error: {Error}");
            Thread.Sleep(20);
        }
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        process.Dispose();
    }

    private static void Append(StringBuilder text, string? line)
    {
        if (line is not null)
        {
            lock (text)
            {
                text.Append(line).Append('\n');
            }
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

internal sealed record Finished(int ExitCode, string Output, string Error);
