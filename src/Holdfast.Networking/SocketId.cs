namespace Holdfast.Networking;

/// <summary>
/// Names a socket of one event loop. The kernel reuses descriptors at once, so the generation tells a late event or a
/// forgotten handle of the previous owner from the present one.
/// </summary>
/// <param name="Descriptor">The kernel's file descriptor; -1 is no socket.</param>
/// <param name="Generation">How often this loop has used the descriptor before.</param>
public readonly record struct SocketId(int Descriptor, uint Generation)
{
    public static SocketId None => new(-1, 0);

    public bool IsNone => Descriptor < 0;
}
