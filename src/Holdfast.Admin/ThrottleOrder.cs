using Holdfast.Configuration;

namespace Holdfast.Admin;

/// <summary>An operator wants one client bounded while the gateway runs.</summary>
/// <param name="Client">As the status shows it, or an address, or NAME=VALUE of what tells clients apart.</param>
/// <param name="Route">The only route where it holds; null for all.</param>
/// <param name="For">Ends by itself then.</param>
/// <param name="IsDryRun">Counts what it would refuse and lets it pass.</param>
public sealed record ThrottleOrder(string Client, RequestRate Rate, string? Route, TimeSpan For, bool IsDryRun);
