namespace Holdfast.Drills.Load;

/// <summary>What a client does after a failed or refused attempt.</summary>
public enum RetryKind
{
    None,

    /// <summary>At once: the bad one, which multiplies the load when it is highest.</summary>
    Immediate,

    /// <summary>After a random pause whose bound doubles from attempt to attempt (full jitter).</summary>
    Backoff,
}
