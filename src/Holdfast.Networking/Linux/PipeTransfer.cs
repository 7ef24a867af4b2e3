namespace Holdfast.Networking.Linux;

/// <summary>
/// splice(2) between sockets and a pipe. A send into a closed connection cannot be told to spare us SIGPIPE here: the runtime
/// ignores that signal for the whole process.
/// </summary>
internal static unsafe class PipeTransfer
{
    // SPLICE_F_MOVE and SPLICE_F_NONBLOCK: the latter for the pipe's side, the sockets are non-blocking by themselves.
    private const uint Flags = 1 | 2;

    /// <summary>Null when the kernel gives no pipe.</summary>
    public static SplicePipe? TryOpen(int bytes)
    {
        int* ends = stackalloc int[2];
        // Safe: the kernel writes two ints into this frame.
        if (Syscalls.OpenPipe(ends, Kernel.SocketNonBlocking | Kernel.SocketCloseOnExec) < 0)
        {
            return null;
        }

        // Past the user's share of pipe pages (fs.pipe-user-pages-soft) the kernel refuses; the pipe then works at its first size.
        _ = Syscalls.Control(ends[0], Kernel.SetPipeSize, bytes);
        int capacity = Syscalls.Control(ends[0], Kernel.GetPipeSize, 0);
        return new SplicePipe(ends[0], ends[1], Math.Max(capacity, 4096));
    }

    public static IoResult Fill(int socket, SplicePipe pipe, int maximumBytes)
    {
        IoResult result = Move(socket, pipe.WriteEnd, maximumBytes);
        pipe.Length += result.Bytes;
        return result;
    }

    public static IoResult Drain(SplicePipe pipe, int socket)
    {
        IoResult result = Move(pipe.ReadEnd, socket, pipe.Length);
        pipe.Length -= result.Bytes;
        return result;
    }

    private static IoResult Move(int from, int to, int bytes)
    {
        while (true)
        {
            // Safe: null offsets, as neither side is a file; no memory of ours is touched.
            nint moved = Syscalls.Splice(from, null, to, null, (nuint)bytes, Flags);
            if (moved > 0)
            {
                return IoResult.Moved((int)moved);
            }

            int errno = moved == 0 ? 0 : Syscalls.LastErrno();
            if (errno != Errno.Interrupted)
            {
                return errno == 0 ? new IoResult(IoStatus.EndOfStream, 0) : new IoResult(ErrnoTable.StatusOf(errno), 0, errno);
            }
        }
    }
}
