using Holdfast.Foundation;
using Holdfast.Http1;
using Holdfast.Networking;

namespace Holdfast.Drills.Load;

/// <summary>What the connections of one thread share: its event loop, timers, clock and the memory that all receive into. One thread.</summary>
internal sealed class LoadLoop(IEventLoop events, IClock clock)
{
    /// <summary>As much as the event loop receives without telling the collector of garbage: the cheap call.</summary>
    public const int ReceiveBytes = 16 * 1024;

    private const long TimerResolutionNanoseconds = 1_000_000;

    public IEventLoop Events { get; } = events;

    public TimerWheel Timers { get; } = new(TimerResolutionNanoseconds, clock.NowNanoseconds);

    public long NowNanoseconds => clock.NowNanoseconds;

    // Pinned, so that receiving costs no pin. A copy of each answer would cost more than sharing, which needs no care: nothing
    // keeps a place in it past the receive.
    public byte[] Received { get; } = GC.AllocateUninitializedArray<byte>(ReceiveBytes, pinned: true);

    public ResponseHead Head { get; } = new(HeadLimits.Default);
}
