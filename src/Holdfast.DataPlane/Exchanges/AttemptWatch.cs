namespace Holdfast.DataPlane.Exchanges;

/// <summary>
/// What one attempt says about its server's health: that it owes an answer, that it gave one, that it failed. Clients that leave and our
/// own deadlines say nothing. Worker thread only. Next: <see cref="TrafficEvidence"/>.
/// </summary>
internal struct AttemptWatch
{
    private TrafficEvidence? evidence;
    private bool awaits;
    private bool isAnswered;

    /// <summary>The server has a slot for it, and is to take a connection and then the request.</summary>
    public void Begin(TrafficEvidence? evidence)
    {
        this.evidence = evidence;
        awaits = isAnswered = false;
        Await(true);
    }

    /// <summary>False while it is the client's turn: the body of the request is still on its way.</summary>
    public void Await(bool server)
    {
        if (evidence is null || awaits == server)
        {
            return;
        }

        awaits = server;
        if (server)
        {
            evidence.BeginWait();
        }
        else
        {
            evidence.EndWait();
        }
    }

    /// <summary>The server has all of the request that has come, and has not begun to answer.</summary>
    public readonly bool IsServersTurn => awaits;

    public readonly void NoteProgress() => evidence?.NoteProgress();

    public readonly void NoteConnect() => evidence?.NoteConnect();

    public readonly void NoteConnectTimeout() => evidence?.NoteConnectTimeout();

    /// <param name="nanoseconds">Since the request was sent.</param>
    public void NoteAnswer(int status, long nanoseconds)
    {
        Await(false);
        isAnswered = true;
        evidence?.NoteAnswer(status, nanoseconds);
    }

    /// <summary>The connection broke with the request on it, unanswered. True when that looks like the server's death.</summary>
    public readonly bool NoteLoss(long nowNanoseconds) => evidence is not null && evidence.NoteLoss(nowNanoseconds);

    /// <param name="isChance">A kept connection that was closed just when it was used: no fault of the server.</param>
    public void End(RequestOutcome outcome, bool isChance)
    {
        Await(false);
        if (!isChance && IsFailure(outcome))
        {
            evidence?.NoteFailure();
        }

        evidence = null;
    }

    private readonly bool IsFailure(RequestOutcome outcome) => outcome is RequestOutcome.ResponseTruncated or RequestOutcome.ServerSilent
        || (!isAnswered && outcome is RequestOutcome.ServerClosed or RequestOutcome.BadResponse or RequestOutcome.FirstByteTimeout);
}
