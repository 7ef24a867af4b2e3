namespace Holdfast.Admin;

/// <param name="Level">invariant, burn-rate, evidence or forecast.</param>
/// <param name="Pages">It may call people by itself.</param>
public sealed record AnomalyReport(string Detector, string Level, string Subject, DateTimeOffset Since, bool Pages, string Text);
