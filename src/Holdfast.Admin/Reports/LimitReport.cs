namespace Holdfast.Admin;

/// <param name="Mode">fixed or auto.</param>
/// <param name="Limit">The fixed limit; null for auto.</param>
internal sealed record LimitReport(string Pool, string Server, string Mode, int? Limit);
