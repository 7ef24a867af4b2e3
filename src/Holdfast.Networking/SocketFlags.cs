namespace Holdfast.Networking;

/// <summary>What a loop knows about a socket.</summary>
[Flags]
internal enum SocketFlags : byte
{
    None = 0,
    Open = 1,

    /// <summary>Registered with the kernel's readiness queue.</summary>
    Watched = 2,

    /// <summary>Writable events are asked for.</summary>
    WritableArmed = 4,

    /// <summary>Came from outside: other processes may hold the same open socket, so closing our descriptor does not end the watch.</summary>
    Adopted = 8,

    /// <summary>A connect is under way.</summary>
    Connecting = 16,

    /// <summary>The kernel reported the end of the connect without an error.</summary>
    ConnectReported = 32,
}
