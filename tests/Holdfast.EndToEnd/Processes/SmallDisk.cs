using System.Diagnostics;

namespace Holdfast.EndToEnd;

/// <summary>
/// A program whose directory lies on a small disk of its own, that this test can fill: a tmpfs in a mount namespace, gone with the program. Where nothing
/// may be mounted, its files may not grow instead, which the kernel enforces as well.
/// </summary>
internal sealed class SmallDisk : IDisposable
{
    private const int Megabytes = 16;

    private readonly string directory;
    private readonly bool isMounted;

    /// <param name="directory">What lies on the small disk; must be there.</param>
    public SmallDisk(Workplace place, string directory, string program, params string[] arguments)
    {
        this.directory = place.File(directory);
        string[] unshare = CanMount("-m") ? ["-m"] : CanMount("-rm") ? ["-rm"] : [];
        isMounted = unshare.Length > 0;
        string[] run = [program, .. arguments];
        Child = isMounted
            ? new ChildProcess(place.Path, "unshare", [.. unshare, "sh", "-c", $"mount -t tmpfs -o size={Megabytes}m none '{this.directory}' && exec \"$@\"", "small-disk", .. run])
            // Without the signal, writes beyond the limit fail.
            : new ChildProcess(place.Path, "sh", ["-c", "trap '' XFSZ; exec \"$@\"", "small-disk", .. run]);
    }

    public ChildProcess Child { get; }

    /// <summary>How it is made full, for the report.</summary>
    public string Kind => isMounted ? "a full tmpfs" : "a limit of file sizes: nothing may be mounted here";

    /// <summary>The directory as the program sees it. SQLite follows the link to another one: it reads copies only.</summary>
    private string Inside => isMounted ? $"/proc/{Child.Pid}/root{directory}" : directory;

    private string Filler => Path.Combine(Inside, "filler");

    public void Fill()
    {
        if (!isMounted)
        {
            Limit("0");
            return;
        }

        using FileStream filler = new(Filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        byte[] page = new byte[4096];
        for (int written = 0; written <= Megabytes * 256; written++)
        {
            try
            {
                filler.Write(page);
            }
            catch (IOException)
            {
                return;
            }
        }

        throw new InvalidOperationException($"{Inside} takes more than it has");
    }

    public void MakeRoom()
    {
        if (isMounted)
        {
            File.Delete(Filler);
        }
        else
        {
            Limit("unlimited");
        }
    }

    /// <summary>kill -9, and what was on the disk then.</summary>
    public void KillAndCopy(string target)
    {
        // Open files outlast the disk, which goes with the program.
        FileStream[] files = [.. Directory.GetFiles(Inside).Where(file => !file.EndsWith("filler", StringComparison.Ordinal)).Select(file => new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))];
        Child.Kill();
        foreach (FileStream file in files)
        {
            using FileStream copy = File.Create(Path.Combine(target, Path.GetFileName(file.Name)));
            file.CopyTo(copy);
            file.Dispose();
        }
    }

    public void Dispose() => Child.Dispose();

    private static bool CanMount(string option)
    {
        using Process tried = Process.Start(new ProcessStartInfo("unshare", [option, "mount", "-t", "tmpfs", "-o", "size=1m", "none", "/mnt"]) { RedirectStandardError = true })!;
        tried.WaitForExit();
        return tried.ExitCode == 0;
    }

    // The hard limit stays, so that it can be lifted again.
    private void Limit(string bytes)
    {
        using Process limit = Process.Start("prlimit", ["--pid", Child.Pid.ToString(), $"--fsize={bytes}:"]);
        limit.WaitForExit();
        limit.ExitCode.ShouldBe(0);
    }
}
