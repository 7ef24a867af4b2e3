namespace Holdfast.Networking.Linux;

/// <summary>
/// A timerfd by which a loop that waits without end is woken when its next timer is due. Waiting with a time limit arms and disarms a
/// kernel timer for every wait; the next due time of a worker changes a few times a second only, so this one is armed that often.
/// Edge-triggered, so that the loop never has to read it. Loop thread only.
/// </summary>
internal sealed unsafe class WakeTimer : IDisposable
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    private readonly int descriptor;
    private long armedFor = long.MaxValue;

    public WakeTimer()
    {
        descriptor = Syscalls.CreateTimer(Kernel.ClockMonotonic, Kernel.SocketNonBlocking | Kernel.SocketCloseOnExec);
        if (descriptor < 0)
        {
            throw new IOException($"The kernel gives no timerfd (errno {Syscalls.LastErrno()}).");
        }
    }

    public int Descriptor => descriptor;

    /// <summary>
    /// Wakes the loop at this time of the monotonic clock, or before: a timer that is armed for an earlier time stays, as waking
    /// once for nothing costs less than arming again whenever the next due time moves back.
    /// </summary>
    /// <param name="dueNanoseconds">Above 0. A time that has passed wakes at once.</param>
    public void ArmFor(long dueNanoseconds)
    {
        if (dueNanoseconds >= armedFor)
        {
            return;
        }

        long* setting = stackalloc long[4];
        setting[0] = 0;
        setting[1] = 0;
        setting[2] = dueNanoseconds / NanosecondsPerSecond;
        setting[3] = dueNanoseconds % NanosecondsPerSecond;
        // Safe: struct itimerspec is four longs (interval, value), and the call copies it before it returns.
        if (Syscalls.SetTimer(descriptor, Kernel.AbsoluteTime, setting, null) == 0)
        {
            armedFor = dueNanoseconds;
        }
    }

    /// <summary>The loop was woken: the next due time has to be armed.</summary>
    public void Notice() => armedFor = long.MaxValue;

    public void Dispose() => Syscalls.Close(descriptor);
}
