namespace Holdfast.Networking.Linux;

/// <summary>
/// Passes open descriptors between two processes (SCM_RIGHTS): the receiver gets its own numbers for the same open sockets, so a
/// listener changes its process without ever being closed. Blocking, control plane only; one thread at a time.
/// </summary>
public sealed class DescriptorChannel : IDisposable
{
    /// <summary>SCM_MAX_FD: the kernel takes no more in one message.</summary>
    public const int DescriptorsPerMessageMax = 253;

    /// <summary>Well below the smallest default of net.core.wmem_max, which bounds a message.</summary>
    public const int PayloadBytesMax = 64 * 1024;

    // One successor at a time; a second one that comes by mistake may wait.
    private const int Backlog = 4;

    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(5);
    private int descriptor;

    internal DescriptorChannel(int descriptor)
    {
        this.descriptor = descriptor;
        UnixSocket.SetTimeout(descriptor, DefaultTimeout);
    }

    /// <summary>
    /// Listens at a path that only this user may open. What a dead process left there is replaced; where a living one answers it throws,
    /// unless the caller is its successor and replaces it.
    /// </summary>
    public static DescriptorListener Listen(string path, bool replaceLiving = false)
    {
        if (!replaceLiving)
        {
            using DescriptorChannel? living = Connect(path, TimeSpan.FromSeconds(1));
            if (living is not null)
            {
                throw new IOException($"Another process listens at {path} already.");
            }
        }

        if (new FileInfo(path) is { Exists: true, Length: > 0 })
        {
            throw new IOException($"{path} is a file with content, not a socket: it is not replaced.");
        }

        // Made under another name and moved over: nobody ever finds the path missing, open to others, or not yet listening.
        string temporary = $"{path}.{Environment.ProcessId}";
        UnixSocket.CheckPath(temporary);
        File.Delete(temporary);
        int descriptor = UnixSocket.Open();
        try
        {
            ThrowUnlessDone(UnixSocket.Bind(descriptor, temporary), $"listen at {path}");
            File.SetUnixFileMode(temporary, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            ThrowUnlessDone(Syscalls.Listen(descriptor, Backlog) < 0 ? Syscalls.LastErrno() : 0, $"listen at {path}");
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            Syscalls.Close(descriptor);
            File.Delete(temporary);
            throw;
        }

        return new DescriptorListener(path, descriptor);
    }

    /// <summary>Null when nobody listens at the path.</summary>
    public static DescriptorChannel? Connect(string path, TimeSpan timeout)
    {
        UnixSocket.CheckPath(path);
        int descriptor = UnixSocket.Open();
        UnixSocket.SetTimeout(descriptor, timeout);
        int errno = UnixSocket.Connect(descriptor, path);
        if (errno == 0)
        {
            return new DescriptorChannel(descriptor);
        }

        Syscalls.Close(descriptor);
        return errno is Errno.NoSuchFile or Errno.ConnectionRefused ? null : throw UnixSocket.Failure($"connect to {path}", errno);
    }

    /// <summary>Bounds each following Send and Receive; 5 s unless set.</summary>
    public void SetTimeout(TimeSpan timeout) => UnixSocket.SetTimeout(Open(), timeout);

    /// <summary>Sends one message. The descriptors stay open here too, until the caller closes them.</summary>
    /// <param name="payload">1 byte to <see cref="PayloadBytesMax"/>: what the descriptors are.</param>
    /// <param name="descriptors">At most <see cref="DescriptorsPerMessageMax"/>.</param>
    public void Send(ReadOnlySpan<byte> payload, ReadOnlySpan<int> descriptors)
    {
        // An empty message could not be told from the end of the connection.
        ArgumentOutOfRangeException.ThrowIfZero(payload.Length, nameof(payload));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(payload.Length, PayloadBytesMax, nameof(payload));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(descriptors.Length, DescriptorsPerMessageMax, nameof(descriptors));
        int errno = DescriptorMessage.Send(Open(), payload, descriptors);
        if (errno == Errno.WouldBlock)
        {
            throw new TimeoutException("The peer did not take the message in time.");
        }

        ThrowUnlessDone(errno, "pass descriptors");
    }

    /// <summary>Receives one message whole, or throws and keeps none of its descriptors; 0 when the peer has closed.</summary>
    /// <param name="descriptors">The received descriptors are added; they belong to the caller and are close-on-exec.</param>
    public int Receive(Span<byte> payload, List<int> descriptors)
    {
        int errno = DescriptorMessage.Receive(Open(), payload, descriptors, out int bytes);
        if (errno == Errno.WouldBlock)
        {
            throw new TimeoutException("The peer sent nothing in time.");
        }

        ThrowUnlessDone(errno, "receive descriptors (message larger than the room for it, or no descriptors left?)");
        return bytes;
    }

    public void Dispose()
    {
        if (descriptor >= 0)
        {
            Syscalls.Close(descriptor);
            descriptor = -1;
        }
    }

    private static void ThrowUnlessDone(int errno, string what)
    {
        if (errno != 0)
        {
            throw UnixSocket.Failure(what, errno);
        }
    }

    private int Open()
    {
        ObjectDisposedException.ThrowIf(descriptor < 0, this);
        return descriptor;
    }
}
