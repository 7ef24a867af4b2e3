using Holdfast.Foundation;

namespace Holdfast.Networking;

/// <summary>
/// One thread's sockets: readiness in, non-blocking operations out. Everything but <see cref="Wake"/> belongs to the loop's thread.
/// Edge-triggered: after a Readable event the owner receives until WouldBlock or until fewer bytes came than it had room for.
/// The same conformance tests run over every implementation (epoll, simulated, later io_uring).
/// </summary>
public interface IEventLoop : IDisposable
{
    /// <summary>
    /// Waits for events and dispatches them to their handlers; returns how many were dispatched. A handler that throws leaves the rest of
    /// the batch to the next turn.
    /// </summary>
    /// <param name="timeoutNanoseconds">Longest wait; 0 only looks, negative waits until an event or <see cref="Wake"/>.</param>
    int Turn(long timeoutNanoseconds);

    /// <summary>As above, but waits until a time of the monotonic clock, which costs a loop that waits often less than a length.</summary>
    /// <param name="nowNanoseconds">The present time, or a little before.</param>
    /// <param name="dueNanoseconds">When to return at the latest; not after now: only looks; negative: no end.</param>
    int TurnUntil(long nowNanoseconds, long dueNanoseconds) =>
        Turn(dueNanoseconds < 0 ? -1 : Math.Max(0, dueNanoseconds - nowNanoseconds));

    /// <summary>Any thread: makes a waiting or the next <see cref="Turn"/> return at once. Many calls may collapse into one wake-up.</summary>
    void Wake();

    /// <summary>Takes over an open descriptor (listening or connected) and watches it. Used for listeners and for connections passed by another process.</summary>
    SocketId Adopt(int descriptor, IReadinessHandler handler);

    /// <summary>
    /// Accepts one connection, non-blocking, close-on-exec, not watched yet: the caller either calls <see cref="Watch"/> or <see cref="Close"/>.
    /// </summary>
    IoStatus Accept(SocketId listener, out SocketId connection, out NetworkAddress peer);

    /// <summary>Starts to report readiness of an accepted connection to the handler. What is ready already is reported too.</summary>
    void Watch(SocketId connection, IReadinessHandler handler);

    /// <summary>Opens a connection: Done, InProgress (then Writable or Failed follows and <see cref="FinishConnect"/> tells), or why not.</summary>
    IoStatus Connect(in NetworkAddress address, IReadinessHandler handler, out SocketId connection);

    /// <summary>As above, but from the source address (its port is not used; the default address leaves the choice to the machine).</summary>
    IoStatus Connect(in NetworkAddress address, in NetworkAddress source, IReadinessHandler handler, out SocketId connection);

    /// <summary>After Writable or Failed on a connecting socket: Done, InProgress (not yet), or why it failed.</summary>
    IoStatus FinishConnect(SocketId connection);

    /// <summary>Receives into the span (not empty). Done with Bytes &gt; 0, WouldBlock, EndOfStream, or why it failed.</summary>
    IoResult Receive(SocketId connection, Span<byte> destination);

    /// <summary>Sends from the span (not empty); may take only a part. WouldBlock arms a Writable event. Never raises SIGPIPE.</summary>
    IoResult Send(SocketId connection, ReadOnlySpan<byte> source);

    /// <summary>Sends two spans with one call (a head and the body behind it). Bytes counts over both.</summary>
    IoResult Send(SocketId connection, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second);

    /// <summary>A pipe for <see cref="FillPipe"/> and <see cref="DrainPipe"/>; null where the loop cannot splice or no pipe is left.</summary>
    /// <param name="bytes">Wanted size; 1 MiB is what the kernel allows unprivileged processes.</param>
    SplicePipe? TryOpenPipe(int bytes) => null;

    /// <summary>
    /// Moves received bytes into the pipe without copying them into the process. Done, EndOfStream, a failure, or WouldBlock: the socket
    /// has nothing or the pipe is full. The kernel does not tell which, so only WouldBlock on an empty pipe means that the
    /// socket is drained and a Readable event will follow; else drain the pipe and fill again.
    /// </summary>
    IoResult FillPipe(SocketId from, SplicePipe pipe, int maximumBytes) => new(IoStatus.Other, 0);

    /// <summary>Sends the pipe's bytes (not empty); may take only a part. WouldBlock arms a Writable event.</summary>
    IoResult DrainPipe(SplicePipe pipe, SocketId to) => new(IoStatus.Other, 0);

    /// <summary>Sends FIN; receiving goes on.</summary>
    void ShutdownSend(SocketId connection);

    /// <summary>Closes. With unread bytes waiting the kernel sends RST, otherwise FIN. Stale ids are ignored and counted.</summary>
    void Close(SocketId socket);

    /// <summary>Closes with RST at once: the peer must not take what came so far for a whole message.</summary>
    void Abort(SocketId socket);

    /// <summary>Events that came for a socket which an earlier handler of the same batch had closed: dropped, harmless.</summary>
    long StaleEventCount => 0;

    /// <summary>Calls with the id of a socket that is not open any more: ignored, but a rising number is a defect of the owner.</summary>
    long StaleIdCount => 0;

    /// <summary>Sockets this loop holds.</summary>
    int OpenCount => 0;

    /// <summary>Stops watching and gives the descriptor away open (takeover); -1 when the id is stale.</summary>
    int Detach(SocketId socket);
}
