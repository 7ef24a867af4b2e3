using System.Globalization;
using Holdfast.Foundation;

namespace Holdfast.Drills.Load;

/// <summary>
/// One user who comes, holds a long poll or sends requests with pauses, comes back when the session is cut, and leaves at the end of
/// the time. Its timer is the pause. Reused for another user afterwards. Loop's thread only.
/// </summary>
internal sealed class SessionUser : TimerNode, IAttemptOwner
{
    // "At once" still takes a handshake and a script's next step; without it one refused user would take a whole processor.
    private const long ImmediatePause = 10_000_000;

    // The origin ends the session by its own clock; what it held to nearly its end was not cut.
    private const double HeldShare = 0.9;

    private readonly SessionRunner runner;
    private readonly LoadConnection line;
    private readonly bool isLongPoll;
    private long cameAt;
    private long leavesAt;
    private long openedAt;
    private Lane lane;
    private bool isHere;
    private bool isOpen;

    public SessionUser(SessionRunner runner)
    {
        this.runner = runner;
        line = new LoadConnection(runner.Loop, this);
        isLongPoll = runner.Session.ThinkTime == TimeSpan.Zero;
        lane = runner.NextLane();
    }

    public void Come(long intendedAt, long now)
    {
        isHere = true;
        cameAt = intendedAt;
        leavesAt = now + LoadTimes.Nanoseconds(runner.Session.Length);
        lane = runner.NextLane();
        Open(now);
    }

    /// <summary>The load is over: without counting anything.</summary>
    public void End()
    {
        runner.Loop.Timers.Cancel(this);
        line.Close();
        SetOpen(false);
        isHere = false;
    }

    public void OnEnd(LoadConnection connection, in AttemptEnd end)
    {
        long now = runner.Loop.NowNanoseconds;
        LoadRequest request = line.Request;
        runner.Recorder.CountStatus(request, end.Status);
        if (isLongPoll)
        {
            EndPoll(end, now);
        }
        else
        {
            runner.Recorder.CountEnd(request, end, now);
            EndRequest(end, now);
        }
    }

    public void OnIdleClosed(LoadConnection connection)
    {
        SetOpen(false);
        if (isHere)
        {
            // Between two requests a server may close; the user's next request opens another connection.
            runner.Connections--;
        }
    }

    protected override void OnDue(long nowNanoseconds)
    {
        if (nowNanoseconds >= leavesAt)
        {
            Complete();
        }
        else
        {
            Open(nowNanoseconds);
        }
    }

    private void Open(long now)
    {
        bool isNew = !line.IsOpen;
        runner.Connections += isNew ? 1 : 0;
        line.Request = new LoadRequest { IntendedAt = isLongPoll ? cameAt : now, SentAt = now, Attempts = 1 };
        openedAt = now;
        if (isLongPoll)
        {
            runner.Recorder.Count(CountKind.SessionsOpened, cameAt);
            SetOpen(true);
            line.Begin(Poll(leavesAt - now), lane, now, leavesAt - now + LoadTimes.Nanoseconds(runner.Traffic.Timeout));
        }
        else
        {
            if (!isOpen)
            {
                runner.Recorder.Count(CountKind.SessionsOpened, cameAt);
                SetOpen(true);
            }

            line.Request.Shape = runner.Mix.Choose();
            runner.Recorder.CountIntended(line.Request);
            runner.Recorder.CountBegun(line.Request);
            line.Begin(runner.Mix[line.Request.Shape], lane, now, LoadTimes.Nanoseconds(runner.Traffic.Timeout));
        }
    }

    private PreparedRequest Poll(long left)
    {
        string path = string.Create(CultureInfo.InvariantCulture, $"{runner.Session.Path}?for={Math.Max(1, left / 1_000_000)}ms");
        return PreparedRequest.Of(runner.Traffic, new RequestShape { Path = path }, runner.Host);
    }

    private void EndPoll(in AttemptEnd end, long now)
    {
        CloseUnlessKept(end);
        SetOpen(false);
        if (end.IsSuccess && now - openedAt >= HeldShare * (leavesAt - openedAt))
        {
            Complete();
            return;
        }

        bool isRefused = (end.IsAnswer && !end.IsSuccess) || end.Failure is FailureReason.ConnectRefused or FailureReason.ConnectTimeout or FailureReason.Unreachable;
        Lose(end.ClientLimited ? CountKind.DroppedByClient : isRefused ? CountKind.SessionsRefused : CountKind.SessionsCut, now);
    }

    private void EndRequest(in AttemptEnd end, long now)
    {
        CloseUnlessKept(end);
        if (end.IsAnswer)
        {
            double pause = -Math.Log(1 - runner.Random.NextDouble()) * runner.Session.ThinkTime.TotalSeconds;
            Schedule(now + (long)(pause * LoadTimes.Second));
            return;
        }

        bool isRefused = end.Failure is FailureReason.ConnectRefused or FailureReason.ConnectTimeout or FailureReason.Unreachable;
        SetOpen(false);
        Lose(end.ClientLimited ? CountKind.DroppedByClient : isRefused ? CountKind.SessionsRefused : CountKind.SessionsCut, now);
    }

    private void CloseUnlessKept(in AttemptEnd end)
    {
        if (!end.KeepsConnection || !runner.Traffic.KeepAlive)
        {
            line.Close();
            runner.Connections--;
        }
    }

    private void Lose(CountKind why, long now)
    {
        runner.Recorder.Count(why, cameAt);
        long pause = runner.Session.Reconnect == ReconnectKind.Immediate ? ImmediatePause : LoadTimes.Nanoseconds(runner.Session.ReconnectDelay);
        if (runner.Session.Reconnect == ReconnectKind.None || now + pause >= leavesAt)
        {
            Go();
            return;
        }

        Schedule(now + pause);
    }

    private void Complete()
    {
        runner.Recorder.Count(CountKind.SessionsCompleted, cameAt);
        Go();
    }

    private void Go()
    {
        if (line.IsOpen)
        {
            line.Close();
            runner.Connections--;
        }

        SetOpen(false);
        isHere = false;
        runner.Leave(this);
    }

    private void Schedule(long due) => runner.Loop.Timers.Schedule(this, Math.Min(due, leavesAt));

    private void SetOpen(bool open)
    {
        runner.SessionsOpen += (open ? 1 : 0) - (isOpen ? 1 : 0);
        isOpen = open;
    }
}
