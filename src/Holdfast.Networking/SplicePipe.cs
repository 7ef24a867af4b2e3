namespace Holdfast.Networking;

/// <summary>
/// A kernel pipe between two sockets: body bytes go through it as page references and never enter the process. From
/// <see cref="IEventLoop.TryOpenPipe"/>; one body at a time, loop thread only. Empty it before it is used for another body.
/// </summary>
public sealed class SplicePipe : IDisposable
{
    internal SplicePipe(int readEnd, int writeEnd, int capacity)
    {
        ReadEnd = readEnd;
        WriteEnd = writeEnd;
        Capacity = capacity;
    }

    /// <summary>Bytes if every page is full; small segments fill it sooner.</summary>
    public int Capacity { get; }

    /// <summary>Bytes inside.</summary>
    public int Length { get; internal set; }

    public bool IsEmpty => Length == 0;

    internal int ReadEnd { get; private set; }

    internal int WriteEnd { get; private set; }

    public void Dispose()
    {
        if (ReadEnd >= 0)
        {
            Linux.Syscalls.Close(ReadEnd);
            Linux.Syscalls.Close(WriteEnd);
            ReadEnd = WriteEnd = -1;
        }
    }
}
