namespace Holdfast.Networking;

/// <summary>Result of a socket operation: bytes are only meaningful with <see cref="IoStatus.Done"/>, the errno only with failures.</summary>
public readonly record struct IoResult(IoStatus Status, int Bytes, int Errno = 0)
{
    public bool IsDone => Status == IoStatus.Done;

    public static IoResult Moved(int bytes) => new(IoStatus.Done, bytes);
}
