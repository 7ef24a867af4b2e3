namespace Holdfast.Http1;

/// <summary>One row of <see cref="Rejections"/>.</summary>
/// <param name="RequestStatus">Answer to a client whose request was refused so. A server's response refused so is a 502 to the client.</param>
/// <param name="Label">Value of the metric label; never changes once released.</param>
/// <param name="Text">What an operator reads in the log.</param>
public sealed record Rejection(RejectionReason Reason, int RequestStatus, string Label, string Text);
