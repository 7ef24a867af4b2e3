namespace Holdfast.Admin;

/// <summary>Body of a request that bounds a client.</summary>
internal sealed record ThrottleRequest(string? Rate, string? For, bool DryRun);
