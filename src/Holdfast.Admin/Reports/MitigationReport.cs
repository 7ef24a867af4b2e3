namespace Holdfast.Admin;

/// <param name="Command">What to type; null when the gateway does it by itself or it is done elsewhere.</param>
/// <param name="Taken">The gateway does it by itself.</param>
public sealed record MitigationReport(string Text, string? Command, bool Taken);
