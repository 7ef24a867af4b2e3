namespace Holdfast.Admin;

/// <summary>A client that an operator has bounded while the gateway runs.</summary>
/// <param name="Route">The only route where it holds; null for all.</param>
/// <param name="Rate">As the configuration writes it: 5/s.</param>
/// <param name="RemainingSeconds">Until it ends by itself.</param>
/// <param name="DryRun">It refuses nothing, and counts what it would.</param>
/// <param name="By">Who asked for it.</param>
/// <param name="Refused">Requests that it has refused, or would have.</param>
public sealed record ThrottleReport(string Client, string? Route, string Rate, double RemainingSeconds, bool DryRun, string By, long Allowed, long Refused)
{
    /// <summary>In what is said of a client that there is no bound on: that the path is known shows by it.</summary>
    public const string NotBounded = " is not bounded";

    /// <summary>The rate of the earlier bound on the same client and route that this one has just taken the place of; null where there was none.</summary>
    public string? Replaced { get; init; }
}
