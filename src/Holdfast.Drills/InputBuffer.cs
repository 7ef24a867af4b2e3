using Holdfast.Networking;

namespace Holdfast.Drills;

/// <summary>Received bytes that nobody has used yet. Its size bounds the heads that are understood.</summary>
internal sealed class InputBuffer(int capacityBytes)
{
    private readonly byte[] bytes = new byte[capacityBytes];
    private int length;

    public ReadOnlySpan<byte> Filled => bytes.AsSpan(0, length);

    public bool IsFull => length == bytes.Length;

    public void Consume(int count)
    {
        bytes.AsSpan(count, length - count).CopyTo(bytes);
        length -= count;
    }

    /// <summary>False when there is no room.</summary>
    public bool TryAdd(ReadOnlySpan<byte> more)
    {
        if (more.Length > bytes.Length - length)
        {
            return false;
        }

        more.CopyTo(bytes.AsSpan(length));
        length += more.Length;
        return true;
    }

    /// <summary>Receives once behind what is there; there must be room.</summary>
    public IoStatus Receive(IEventLoop loop, SocketId socket)
    {
        IoResult result = loop.Receive(socket, bytes.AsSpan(length));
        length += result.IsDone ? result.Bytes : 0;
        return result.Status;
    }
}
