namespace Holdfast.Networking.Linux;

/// <summary>Waits at a path for processes of the same user that want descriptors. Control plane; one thread at a time.</summary>
public sealed class DescriptorListener : IDisposable
{
    private readonly string path;
    private int descriptor;

    internal DescriptorListener(string path, int descriptor)
    {
        this.path = path;
        this.descriptor = descriptor;
    }

    /// <summary>Off once a successor listens at the path: disposing must not remove its file.</summary>
    public bool RemovesFile { get; set; } = true;

    /// <summary>The next peer, or null when none came in time.</summary>
    public DescriptorChannel? Accept(TimeSpan timeout)
    {
        ObjectDisposedException.ThrowIf(descriptor < 0, this);
        UnixSocket.SetTimeout(descriptor, timeout);
        int accepted = UnixSocket.Accept(descriptor);
        if (accepted >= 0)
        {
            return new DescriptorChannel(accepted);
        }

        int errno = Syscalls.LastErrno();
        return errno is Errno.WouldBlock or Errno.Interrupted or Errno.ConnectionAborted
            ? null
            : throw UnixSocket.Failure($"accept at {path}", errno);
    }

    public void Dispose()
    {
        if (descriptor >= 0)
        {
            Syscalls.Close(descriptor);
            descriptor = -1;
            if (RemovesFile)
            {
                File.Delete(path);
            }
        }
    }
}
