namespace Holdfast.Drills.Load;

/// <summary>How a client repeats what failed (no whole answer, 5xx, 429).</summary>
/// <param name="AttemptsMaximum">The first one included.</param>
public sealed record RetryPlan(RetryKind Kind, int AttemptsMaximum)
{
    public static RetryPlan None { get; } = new(RetryKind.None, 1);

    /// <summary>Of <see cref="RetryKind.Backoff"/>: bound of the first pause.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The bound doubles up to here.</summary>
    public TimeSpan PauseMaximum { get; init; } = TimeSpan.FromSeconds(10);

    public override string ToString() => RetryText.Format(this);
}
