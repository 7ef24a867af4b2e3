using Holdfast.Networking;

namespace Holdfast.DataPlane.Relay;

/// <summary>
/// What is still to come of the body of a request that the gateway has answered instead of a server: it is read and thrown away. A short one leaves the
/// connection as it is, and the next request begins behind it; with others it is closed. Worker thread only.
/// </summary>
internal struct UnwantedBody
{
    /// <summary>
    /// Bytes. A client that must connect anew costs more than reading so many; with more the refusal would cost what it is to save, and its connection is closed.
    /// </summary>
    public const int MostBytes = 64 * 1024;

    // Before the connection is closed all the same.
    private const long MostBytesBeforeClosing = 256 * 1024;

    private int rest;

    public readonly bool IsComing => rest > 0;

    /// <param name="bytes">0 for nothing.</param>
    public void Expect(int bytes) => rest = bytes;

    /// <summary>Throws away what has come. True when that was the last of it.</summary>
    public bool Skip(SocketStream source)
    {
        int taken = Math.Min(rest, source.InputLength);
        if (taken == 0)
        {
            return false;
        }

        source.Input!.Consume(taken);
        rest -= taken;
        return rest == 0;
    }

    /// <summary>Throws away what comes on a connection that is to be closed. True when it is to be closed now, false while more is waited for.</summary>
    /// <param name="startBytes">How many had been received when that was decided.</param>
    public static bool Discard(SocketStream source, long startBytes)
    {
        while (source.CanReceive && source.BytesReceived - startBytes < MostBytesBeforeClosing)
        {
            source.DropInput();
            IoStatus status = source.Fill();
            if (status == IoStatus.WouldBlock)
            {
                return false;
            }

            if (status != IoStatus.Done)
            {
                break;
            }
        }

        source.DropInput();
        return source.CanReceive;
    }
}
