namespace Holdfast.DataPlane;

/// <summary>
/// When an exchange must have got further: the end of the present step, and of the whole. While bodies move, a step is a window in which
/// enough bytes must pass. Worker thread only.
/// </summary>
internal sealed class ExchangeDeadlines
{
    // Long enough that a stall of a mobile network is no offence, short enough to free a slot held by a slow-read attack.
    private const long WindowNanoseconds = 10_000_000_000;

    private long total;
    private long step;
    private long windowBytes;
    private bool isGrace;

    public void Begin(long totalNanoseconds)
    {
        total = totalNanoseconds;
        isGrace = false;
    }

    public void ForgetTotal() => total = TimeoutsSnapshot.Never;

    public bool IsTotalOver(long nowNanoseconds) => nowNanoseconds >= total;

    public bool IsStepOver(long nowNanoseconds) => nowNanoseconds >= step;

    /// <summary>The step ends so long from now.</summary>
    public void SetStep(ClientConnection client, long nowNanoseconds, long nanoseconds)
    {
        step = nowNanoseconds + nanoseconds;
        Arm(client);
    }

    public void Arm(ClientConnection client) => client.Arm(Math.Min(step, total));

    /// <summary>Begins to measure whether bodies move; the first window is grace.</summary>
    public void BeginWindow(ClientConnection client, long nowNanoseconds, bool grace)
    {
        isGrace = grace;
        windowBytes = client.Stream.BytesReceived + client.Stream.BytesSent;
        SetStep(client, nowNanoseconds, WindowNanoseconds);
    }

    /// <summary>Fewer bytes passed in the window than the minimum rate asks for.</summary>
    public bool WasTooSlow(ClientConnection client, long minimumBytesPerSecond)
    {
        long moved = client.Stream.BytesReceived + client.Stream.BytesSent - windowBytes;
        return !isGrace && moved < minimumBytesPerSecond * (WindowNanoseconds / 1_000_000_000);
    }
}
