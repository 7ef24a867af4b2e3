namespace Holdfast.Drills;

/// <summary>What a <see cref="GentleClient"/> has seen so far.</summary>
/// <param name="Sent">Requests begun, including those whose connect failed.</param>
/// <param name="Answered">Complete answers, whatever their status.</param>
/// <param name="Failed">No complete answer: refused, reset, malformed or too late.</param>
/// <param name="Late">Left out because every connection was busy.</param>
/// <param name="AnswersByServer">By the name in X-Origin; "-" for answers without one (the gateway's own).</param>
/// <param name="AnswersByStatus">By status code.</param>
public sealed record GentleTally(
    long Sent,
    long Answered,
    long Failed,
    long Late,
    IReadOnlyDictionary<string, long> AnswersByServer,
    IReadOnlyDictionary<int, long> AnswersByStatus);
