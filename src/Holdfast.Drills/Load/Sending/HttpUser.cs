using System.Globalization;

namespace Holdfast.Drills.Load;

/// <summary>A user who holds a long poll, or sends requests with pauses. Loop's thread only.</summary>
internal sealed class HttpUser : SessionUser, IAttemptOwner
{
    // The origin ends the session by its own clock; what it held to nearly its end was not cut.
    private const double HeldShare = 0.9;

    private readonly LoadConnection line;
    private readonly bool isLongPoll;
    private long openedAt;

    public HttpUser(SessionRunner runner)
        : base(runner)
    {
        line = new LoadConnection(runner.Loop, this);
        isLongPoll = runner.Session.IsHeld;
    }

    public void OnEnd(LoadConnection connection, in AttemptEnd end)
    {
        long now = Runner.Loop.NowNanoseconds;
        LoadRequest request = line.Request;
        Runner.Recorder.CountStatus(request, end.Status);
        if (isLongPoll)
        {
            EndPoll(end, now);
        }
        else
        {
            Runner.Recorder.CountEnd(request, end, now);
            EndRequest(end, now);
        }
    }

    public void OnIdleClosed(LoadConnection connection)
    {
        SetOpen(false);
        if (IsHere)
        {
            // Between two requests a server may close; the user's next request opens another connection.
            Runner.Connections--;
        }
    }

    protected override void Open(long now)
    {
        bool isNew = !line.IsOpen;
        Runner.Connections += isNew ? 1 : 0;
        line.Request = new LoadRequest { IntendedAt = isLongPoll ? CameAt : now, SentAt = now, Attempts = 1 };
        openedAt = now;
        if (isLongPoll)
        {
            Runner.Recorder.Count(CountKind.SessionsOpened, CameAt);
            SetOpen(true);
            line.Begin(Poll(LeavesAt - now), Lane, now, LeavesAt - now + LoadTimes.Nanoseconds(Runner.Traffic.Timeout));
        }
        else
        {
            if (!IsOpen)
            {
                Runner.Recorder.Count(CountKind.SessionsOpened, CameAt);
                SetOpen(true);
            }

            line.Request.Shape = Runner.Mix.Choose();
            Runner.Recorder.CountIntended(line.Request);
            Runner.Recorder.CountBegun(line.Request);
            line.Begin(Runner.Mix.Of(line.Request.Shape, line.Request.Attempts), Lane, now, LoadTimes.Nanoseconds(Runner.Traffic.Timeout));
        }
    }

    private PreparedRequest Poll(long left)
    {
        string path = string.Create(CultureInfo.InvariantCulture, $"{Runner.Session.Path}?for={Math.Max(1, left / 1_000_000)}ms");
        return PreparedRequest.Of(Runner.Traffic, new RequestShape { Path = path }, Runner.Host);
    }

    private void EndPoll(in AttemptEnd end, long now)
    {
        CloseUnlessKept(end);
        SetOpen(false);
        if (end.IsSuccess && now - openedAt >= HeldShare * (LeavesAt - openedAt))
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
            double pause = -Math.Log(1 - Runner.Random.NextDouble()) * Runner.Session.ThinkTime.TotalSeconds;
            Schedule(now + (long)(pause * LoadTimes.Second));
            return;
        }

        bool isRefused = end.Failure is FailureReason.ConnectRefused or FailureReason.ConnectTimeout or FailureReason.Unreachable;
        SetOpen(false);
        Lose(end.ClientLimited ? CountKind.DroppedByClient : isRefused ? CountKind.SessionsRefused : CountKind.SessionsCut, now);
    }

    private void CloseUnlessKept(in AttemptEnd end)
    {
        if (!end.KeepsConnection || !Runner.Traffic.KeepAlive)
        {
            line.Close();
            Runner.Connections--;
        }
    }

    protected override void CloseLine()
    {
        if (line.IsOpen)
        {
            Runner.Connections--;
        }

        line.Close();
    }
}
