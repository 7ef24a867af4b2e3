namespace Holdfast.Admin;

/// <summary>Body of a request that fixes a limit.</summary>
internal sealed record LimitRequest(int? Limit);
