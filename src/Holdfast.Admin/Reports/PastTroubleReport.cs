namespace Holdfast.Admin;

/// <param name="Cause">What was found; null when nothing was.</param>
/// <param name="Recovery">Whether it ended as that cause predicts.</param>
public sealed record PastTroubleReport(long Number, DateTimeOffset Onset, DateTimeOffset ClearedAt, bool Declared, string? Cause, string? Claim, string? Recovery);
