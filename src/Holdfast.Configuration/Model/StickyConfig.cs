namespace Holdfast.Configuration;

public sealed record StickyConfig
{
    /// <summary>Cookie name; the value is an opaque server token, never an address.</summary>
    public string Cookie { get; init; } = "holdfast";

    /// <summary>Max-Age of the cookie; absent means until the browser closes.</summary>
    public TimeSpan? MaximumAge { get; init; }
}
