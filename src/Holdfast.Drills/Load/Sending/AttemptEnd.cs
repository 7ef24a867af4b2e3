namespace Holdfast.Drills.Load;

/// <summary>How an attempt ended.</summary>
/// <param name="Status">Of a whole answer; 0 without one.</param>
/// <param name="Failure">When there was no whole answer.</param>
/// <param name="ClientLimited">Not even begun, for lack of something here.</param>
/// <param name="KeepsConnection">It can carry another request.</param>
internal readonly record struct AttemptEnd(int Status, FailureReason Failure, bool ClientLimited, bool KeepsConnection)
{
    public bool IsAnswer => Status > 0;

    public bool IsSuccess => Status is >= 200 and < 300;

    public bool IsShed => Status is 429 or 503;

    /// <summary>What a client repeats: anything that may be better the next time.</summary>
    public bool IsWorthRetry => !ClientLimited && (Status == 0 || Status >= 500 || Status == 429);

    public static AttemptEnd Answered(int status, bool keepsConnection) => new(status, default, false, keepsConnection);

    public static AttemptEnd Failed(FailureReason reason) => new(0, reason, false, false);

    public static AttemptEnd NotBegun() => new(0, default, true, false);
}
