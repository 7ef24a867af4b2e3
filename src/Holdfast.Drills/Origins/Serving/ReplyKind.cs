namespace Holdfast.Drills;

/// <summary>The answers that an origin gives.</summary>
internal enum ReplyKind
{
    Good = 0,
    Error,
    QueueFull,
    Healthy,
    SessionOver,
    Malformed,
}
