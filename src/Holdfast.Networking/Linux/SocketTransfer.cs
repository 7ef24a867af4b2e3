namespace Holdfast.Networking.Linux;

/// <summary>Bytes between a descriptor and the process's memory: one kernel call each, made again only when a signal interrupted it.</summary>
internal static unsafe class SocketTransfer
{
    // Copying this much costs less than sendmsg takes more than send (it copies headers and vectors from user space).
    private const int CopyBytes = 4096;

    public static IoResult Receive(int descriptor, Span<byte> destination)
    {
        while (true)
        {
            nint received;
            fixed (byte* memory = destination)
            {
                // Safe: the kernel writes at most the span's length into pinned memory.
                received = Syscalls.Receive(descriptor, memory, destination.Length);
            }

            if (received > 0)
            {
                return IoResult.Moved((int)received);
            }

            if (received == 0)
            {
                return new IoResult(IoStatus.EndOfStream, 0);
            }

            int errno = Syscalls.LastErrno();
            if (errno != Errno.Interrupted)
            {
                return Failed(errno);
            }
        }
    }

    public static IoResult Send(int descriptor, ReadOnlySpan<byte> source)
    {
        while (true)
        {
            nint sent;
            fixed (byte* memory = source)
            {
                // Safe: the kernel reads the span's length from pinned memory.
                sent = Syscalls.Send(descriptor, memory, source.Length);
            }

            if (sent >= 0)
            {
                return IoResult.Moved((int)sent);
            }

            int errno = Syscalls.LastErrno();
            if (errno != Errno.Interrupted)
            {
                return Failed(errno);
            }
        }
    }

    public static IoResult Send(int descriptor, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second) =>
        first.Length + second.Length <= CopyBytes ? SendJoined(descriptor, first, second) : SendParts(descriptor, first, second);

    private static IoResult SendJoined(int descriptor, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        Span<byte> joined = stackalloc byte[CopyBytes];
        first.CopyTo(joined);
        second.CopyTo(joined[first.Length..]);
        return Send(descriptor, joined[..(first.Length + second.Length)]);
    }

    private static IoResult SendParts(int descriptor, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        fixed (byte* firstMemory = first)
        fixed (byte* secondMemory = second)
        {
            MessagePart* parts = stackalloc MessagePart[2];
            parts[0] = new MessagePart { Base = firstMemory, Bytes = (nuint)first.Length };
            parts[1] = new MessagePart { Base = secondMemory, Bytes = (nuint)second.Length };
            MessageHeader message = new() { Parts = parts, PartCount = 2 };
            while (true)
            {
                // Safe: both spans are pinned and the header lives in this frame during the call.
                nint sent = Syscalls.SendMessage(descriptor, &message, Kernel.NoSignal);
                if (sent >= 0)
                {
                    return IoResult.Moved((int)sent);
                }

                int errno = Syscalls.LastErrno();
                if (errno != Errno.Interrupted)
                {
                    return Failed(errno);
                }
            }
        }
    }

    private static IoResult Failed(int errno) => new(ErrnoTable.StatusOf(errno), 0, errno == Errno.WouldBlock ? 0 : errno);
}
