using System.Diagnostics;
using System.Globalization;

namespace Holdfast.Drills.Running;

/// <summary>Signals to processes that are known by identity; nothing is sent to a number that somebody else has by now.</summary>
internal static class ProcessSignals
{
    // Five seconds: the kernel closes ten thousand sockets in less, and whoever survives SIGKILL hangs in the kernel.
    private const int EndTries = 500;
    private static readonly TimeSpan EndPause = TimeSpan.FromMilliseconds(10);

    public static bool Send(ProcessIdentity process, string signal) => process.IsAlive && Send(process.Pid, signal);

    /// <summary>Kills it and its descendants, and waits until the kernel has taken them away.</summary>
    public static void KillFamily(ProcessIdentity process)
    {
        IReadOnlyList<ProcessIdentity> family = process.Family();
        foreach (ProcessIdentity member in family)
        {
            Send(member, "KILL");
        }

        for (int tries = 0; tries < EndTries && family.Any(IsLeaving); tries++)
        {
            Thread.Sleep(EndPause);
        }
    }

    /// <summary>The first thread of a killed process is a corpse while the others still close ten thousand sockets, and with them the listeners.</summary>
    private static bool IsLeaving(ProcessIdentity process)
    {
        string threads = string.Create(CultureInfo.InvariantCulture, $"/proc/{process.Pid}/task");
        try
        {
            return process.IsAlive || (ProcessIdentity.Of(process.Pid) is null && Directory.Exists(threads) && Directory.GetDirectories(threads).Length > 1);
        }
        catch (IOException)
        {
            // Gone between the two looks.
            return false;
        }
    }

    // The shell's own kill: there is no portable call for signals, and native calls belong into Holdfast.Networking.
    private static bool Send(int pid, string signal)
    {
        using Process kill = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "kill -\"$1\" \"$2\" 2>/dev/null", "sh", signal, pid.ToString(CultureInfo.InvariantCulture)]))!;
        kill.WaitForExit();
        return kill.ExitCode == 0;
    }
}
