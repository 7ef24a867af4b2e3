namespace Holdfast.Storage.Series;

/// <summary>
/// When a process that records was there last: the time of an empty file beside the store, set every second. Seconds are written some at a time, and a crash
/// loses those that were not; this says to the second when it was. Nothing waits for the disk: a machine that loses its power may lose some seconds of it, too.
/// The thread that writes the store sets it: while a write hangs it stands still, and a crash then is told as that much too early.
/// </summary>
internal sealed class LifeSign(string store)
{
    private readonly string path = store + ".alive";

    /// <summary>Seconds of Unix time; null where there is none.</summary>
    public long? Last => File.Exists(path) ? new DateTimeOffset(File.GetLastWriteTimeUtc(path)).ToUnixTimeSeconds() : null;

    public void Set(DateTimeOffset now)
    {
        try
        {
            if (!File.Exists(path))
            {
                using FileStream made = new(path, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
            }

            File.SetLastWriteTimeUtc(path, now.UtcDateTime);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The store says what is wrong with its directory; without a sign the last second that was written counts.
        }
    }
}
