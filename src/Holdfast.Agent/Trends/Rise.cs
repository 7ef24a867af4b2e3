namespace Holdfast.Agent.Trends;

/// <param name="Value">Where the counter stands.</param>
/// <param name="By">How much it rose, rises that are less than a day apart together.</param>
/// <param name="At">When it rose last.</param>
public sealed record Rise(long Value, long By, DateTimeOffset? At);
