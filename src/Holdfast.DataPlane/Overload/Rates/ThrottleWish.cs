using Holdfast.Configuration;

namespace Holdfast.DataPlane.Overload;

/// <summary>An operator wants one client bounded while the gateway runs.</summary>
/// <param name="Client">As the status shows it, or an address, or NAME=VALUE of the header or cookie that tells clients apart.</param>
/// <param name="Route">Name of the only route where it holds; null for all.</param>
/// <param name="For">Ends by itself then.</param>
/// <param name="IsDryRun">Counts what it would refuse and lets it pass.</param>
/// <param name="Source">Who asked.</param>
public sealed record ThrottleWish(string Client, RequestRate Rate, string? Route, TimeSpan For, bool IsDryRun, string Source);
