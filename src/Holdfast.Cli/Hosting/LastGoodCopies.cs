using Holdfast.Telemetry;

namespace Holdfast.Cli;

/// <summary>
/// Copies of the configurations that were in use, by fingerprint: what to go back to when the file itself is lost. A disk that is full
/// or read-only is a warning; traffic does not depend on it.
/// </summary>
internal sealed class LastGoodCopies(string? directory, EventLog events)
{
    // A few weeks of changes for most; each copy is small.
    private const int CopiesMaximum = 20;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly Lock gate = new();

    /// <summary>What the operator says, else what systemd says (StateDirectory=), else as the XDG base directories are defined; null when none is known.</summary>
    public static string? DirectoryFrom(string? option, Func<string, string?> environment)
    {
        if (option is not null)
        {
            return option;
        }

        if (environment("STATE_DIRECTORY") is { Length: > 0 } service)
        {
            return service.Split(':')[0];
        }

        string? state = environment("XDG_STATE_HOME") is { Length: > 0 } xdg
            ? xdg
            : environment("HOME") is { Length: > 0 } home ? Path.Combine(home, ".local", "state") : null;
        return state is null ? null : Path.Combine(state, "holdfast");
    }

    /// <summary>Any thread; waits for the disk, so never on the way of a change.</summary>
    public void Keep(AppliedConfig applied)
    {
        if (directory is null)
        {
            events.Warning("last-good", "no copy of the configuration is kept: name a directory with --state-dir, or set HOME");
            return;
        }

        lock (gate)
        {
            try
            {
                Directory.CreateDirectory(directory, OwnerOnly | UnixFileMode.UserExecute);
                Write(Path.Combine(directory, $"{applied.Fingerprint}.yaml"), applied.Text);
                RemoveOldest(directory);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                events.Warning("last-good", $"no copy of the configuration could be kept in {directory}: {failure.Message}");
            }
        }
    }

    /// <summary>The configuration with that fingerprint; null when none is kept. Any thread.</summary>
    public string? Find(string fingerprint)
    {
        if (directory is null || !IsFingerprint(fingerprint))
        {
            return null;
        }

        try
        {
            return File.ReadAllText(Path.Combine(directory, $"{fingerprint}.yaml"));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // Under another name first: whoever reads the copy after a power cut finds a whole one or none.
    private static void Write(string path, string text)
    {
        string temporary = $"{path}.{Environment.ProcessId}.tmp";
        FileStreamOptions options = new() { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = OwnerOnly };
        using (FileStream file = new(temporary, options))
        {
            file.Write(System.Text.Encoding.UTF8.GetBytes(text));
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }

    private static void RemoveOldest(string directory)
    {
        foreach (FileInfo old in new DirectoryInfo(directory).GetFiles("*.yaml").Where(IsCopy).OrderByDescending(file => file.LastWriteTimeUtc).Skip(CopiesMaximum))
        {
            old.Delete();
        }
    }

    // The operator may name a directory that holds other files too: only what is named like a fingerprint is ours to delete.
    private static bool IsCopy(FileInfo file) => IsFingerprint(Path.GetFileNameWithoutExtension(file.Name));

    private static bool IsFingerprint(string name) => name.Length == AppliedConfig.FingerprintDigits && name.All(char.IsAsciiHexDigitLower);
}
