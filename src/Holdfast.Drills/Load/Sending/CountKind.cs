namespace Holdfast.Drills.Load;

/// <summary>What is counted: an index into <see cref="CountState"/>. The reasons of failure come last, in the order of <see cref="FailureReason"/>.</summary>
internal enum CountKind
{
    Intended = 0,
    Sent,
    Retries,
    LateByClient,
    LateByServer,
    DroppedByClient,
    DroppedByServer,
    Good,
    LateAnswers,
    Shed,
    Unfinished,
    SessionsIntended,
    SessionsOpened,
    SessionsRefused,
    SessionsCut,
    SessionsCompleted,
    FirstFailure,
}
