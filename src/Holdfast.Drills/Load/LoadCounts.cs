namespace Holdfast.Drills.Load;

/// <summary>
/// What became of requests. In a second of the live view everything is counted when it happens; in a result every request is counted in
/// full, once it ended: Intended = Good + LateAnswers + Shed + Failed + DroppedByClient + DroppedByServer + Unfinished.
/// </summary>
public sealed record LoadCounts
{
    public const int FailureReasons = (int)FailureReason.Malformed + 1;

    /// <summary>Requests that were due (of a class with sessions: of its users).</summary>
    public long Intended { get; init; }

    /// <summary>First attempts that were begun.</summary>
    public long Sent { get; init; }

    /// <summary>Attempts after the first.</summary>
    public long Retries { get; init; }

    /// <summary>Begun more than 10 ms after their time because the generator was busy or not scheduled.</summary>
    public long LateByClient { get; init; }

    /// <summary>Begun more than 10 ms after their time because every connection waited for an answer.</summary>
    public long LateByServer { get; init; }

    /// <summary>Never sent: the generator had no descriptor, port or memory left.</summary>
    public long DroppedByClient { get; init; }

    /// <summary>Never sent: as many as may be under way were waiting for the server.</summary>
    public long DroppedByServer { get; init; }

    /// <summary>2xx within the deadline, from the intended time.</summary>
    public long Good { get; init; }

    /// <summary>2xx after the deadline.</summary>
    public long LateAnswers { get; init; }

    /// <summary>Ended with 429 or 503.</summary>
    public long Shed { get; init; }

    /// <summary>By <see cref="FailureReason"/>.</summary>
    public IReadOnlyList<long> FailedByReason { get; init; } = new long[FailureReasons];

    /// <summary>Under way when the load was stopped.</summary>
    public long Unfinished { get; init; }

    /// <summary>Users that came.</summary>
    public long SessionsIntended { get; init; }

    /// <summary>Sessions that were begun, again after a cut too.</summary>
    public long SessionsOpened { get; init; }

    /// <summary>Answered with a refusal, or nobody listened.</summary>
    public long SessionsRefused { get; init; }

    /// <summary>Ended by the other side before their time.</summary>
    public long SessionsCut { get; init; }

    /// <summary>Held to their end without a cut.</summary>
    public long SessionsCompleted { get; init; }

    /// <summary>Held at the end of the period.</summary>
    public long SessionsOpen { get; init; }

    public long Failed => FailedByReason.Sum();

    public long Answered => Good + LateAnswers + Shed + FailedBy(FailureReason.ServerError) + FailedBy(FailureReason.UnexpectedStatus);

    /// <summary>Everything that is over, however it ended.</summary>
    public long Ended => Good + LateAnswers + Shed + Failed + DroppedByClient + DroppedByServer + Unfinished;

    public static LoadCounts operator +(LoadCounts left, LoadCounts right) => new()
    {
        Intended = left.Intended + right.Intended,
        Sent = left.Sent + right.Sent,
        Retries = left.Retries + right.Retries,
        LateByClient = left.LateByClient + right.LateByClient,
        LateByServer = left.LateByServer + right.LateByServer,
        DroppedByClient = left.DroppedByClient + right.DroppedByClient,
        DroppedByServer = left.DroppedByServer + right.DroppedByServer,
        Good = left.Good + right.Good,
        LateAnswers = left.LateAnswers + right.LateAnswers,
        Shed = left.Shed + right.Shed,
        FailedByReason = [.. left.FailedByReason.Zip(right.FailedByReason, static (one, other) => one + other)],
        Unfinished = left.Unfinished + right.Unfinished,
        SessionsIntended = left.SessionsIntended + right.SessionsIntended,
        SessionsOpened = left.SessionsOpened + right.SessionsOpened,
        SessionsRefused = left.SessionsRefused + right.SessionsRefused,
        SessionsCut = left.SessionsCut + right.SessionsCut,
        SessionsCompleted = left.SessionsCompleted + right.SessionsCompleted,
        SessionsOpen = left.SessionsOpen + right.SessionsOpen,
    };

    public long FailedBy(FailureReason reason) => FailedByReason[(int)reason];
}
