namespace Holdfast.Telemetry;

/// <summary>Where lines go: a file that is appended to, or standard output. Log thread only. Says what went wrong instead of throwing.</summary>
internal sealed class AccessLogFile : IDisposable
{
    private const string StandardOutputPath = "stdout";

    // Tries of a millisecond. Another process holds the lock only while it writes one batch, but on a machine without a free processor it may
    // stand still meanwhile for some hundred milliseconds; whoever writes then writes over its lines. After a second progress matters more.
    private const int LockAttempts = 1000;

    private readonly string path;
    private readonly Stream? standardOutput;
    private Stream? stream;
    private bool endsInsideLine;

    public AccessLogFile(string path, Stream? standardOutput)
    {
        this.path = path;
        this.standardOutput = standardOutput;
    }

    /// <summary>Null when it worked, else what is wrong.</summary>
    public string? TryOpen()
    {
        if (path == StandardOutputPath)
        {
            stream = standardOutput;
            return stream is null ? "standard output is not available" : null;
        }

        return Attempt(() => stream ??= new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = 0,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead,
        }));
    }

    /// <summary>Whole lines. Null when they were written, else what is wrong; then some of them may have been.</summary>
    public string? TryWrite(ReadOnlyMemory<byte> lines) => Attempt(() =>
    {
        Stream open = stream ?? throw new IOException("the file is not open");
        using FileLock held = new(open as FileStream);
        if (open.CanSeek && open != standardOutput)
        {
            // Always at the present end: a rotation may have cut the file, and during a takeover two processes write it.
            open.Seek(0, SeekOrigin.End);
        }

        if (endsInsideLine)
        {
            open.Write("\n"u8);
        }

        endsInsideLine = true;
        open.Write(lines.Span);
        open.Flush();
        endsInsideLine = false;
    });

    public void Close()
    {
        if (stream != standardOutput)
        {
            Attempt(() => stream?.Dispose());
        }

        stream = null;
        endsInsideLine = false;
    }

    public void Dispose() => Close();

    // Everything that the outside world can do to a write: disk full, no permission, a closed pipe, a path that is a directory.
    private static string? Attempt(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ObjectDisposedException or NotSupportedException or ArgumentException)
        {
            return failure.Message;
        }
    }

    /// <summary>An advisory lock between the two processes of a takeover, so that neither writes over the other's lines.</summary>
    private readonly ref struct FileLock
    {
        private readonly FileStream? locked;

        public FileLock(FileStream? file)
        {
            for (int attempt = 0; file is { CanSeek: true } && locked is null && attempt < LockAttempts; attempt++)
            {
                if (Attempt(() => file.Lock(0, 0)) is null)
                {
                    locked = file;
                }
                else
                {
                    Thread.Sleep(1);
                }
            }
        }

        public void Dispose()
        {
            FileStream? file = locked;
            Attempt(() => file?.Unlock(0, 0));
        }
    }
}
