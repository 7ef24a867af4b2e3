using Holdfast.Foundation;

namespace Holdfast.Drills.Load;

/// <summary>
/// One user who comes, holds a session, comes back when it is cut, and leaves at the end of the time. Its timer is the pause before the next
/// try. Reused for another user afterwards. Loop's thread only. What it does meanwhile: <see cref="HttpUser"/>, <see cref="WebSocketUser"/>.
/// </summary>
internal abstract class SessionUser(SessionRunner runner) : TimerNode
{
    // "At once" still takes a handshake and a script's next step; without it one refused user would take a whole processor.
    private const long ImmediatePause = 10_000_000;

    private bool isOpen;
    private bool wasCut;

    protected SessionRunner Runner { get; } = runner;

    protected Lane Lane { get; private set; } = runner.NextLane();

    protected long CameAt { get; private set; }

    protected long LeavesAt { get; private set; }

    protected bool IsHere { get; private set; }

    public void Come(long intendedAt, long now)
    {
        IsHere = true;
        wasCut = false;
        CameAt = intendedAt;
        LeavesAt = now + LoadTimes.Nanoseconds(Runner.Session.Length);
        Lane = Runner.NextLane();
        Open(now);
    }

    /// <summary>The load is over: without counting anything.</summary>
    public void End()
    {
        Runner.Loop.Timers.Cancel(this);
        CloseLine();
        SetOpen(false);
        IsHere = false;
    }

    protected abstract void Open(long now);

    /// <summary>Closes the connection if there is one.</summary>
    protected abstract void CloseLine();

    protected override void OnDue(long nowNanoseconds)
    {
        if (nowNanoseconds >= LeavesAt)
        {
            Complete();
        }
        else
        {
            Open(nowNanoseconds);
        }
    }

    protected void Lose(CountKind why, long now)
    {
        Runner.Recorder.Count(why, CameAt);
        wasCut |= why == CountKind.SessionsCut;
        long pause = Runner.Session.Reconnect == ReconnectKind.Immediate ? ImmediatePause : LoadTimes.Nanoseconds(Runner.Session.ReconnectDelay);
        if (Runner.Session.Reconnect == ReconnectKind.None || now + pause >= LeavesAt)
        {
            Go();
            return;
        }

        Schedule(now + pause);
    }

    protected void Complete()
    {
        // Who was cut and came back has lost what was in the session.
        if (!wasCut)
        {
            Runner.Recorder.Count(CountKind.SessionsCompleted, CameAt);
        }

        Go();
    }

    protected void Schedule(long due) => Runner.Loop.Timers.Schedule(this, Math.Min(due, LeavesAt));

    protected void SetOpen(bool open)
    {
        Runner.SessionsOpen += (open ? 1 : 0) - (isOpen ? 1 : 0);
        isOpen = open;
    }

    protected bool IsOpen => isOpen;

    private void Go()
    {
        CloseLine();
        SetOpen(false);
        IsHere = false;
        Runner.Leave(this);
    }
}
