namespace Holdfast.Admin;

/// <summary>One route that is kept from filling its pool.</summary>
/// <param name="Share">Of the pool, 0 to 1.</param>
/// <param name="Places">Requests at servers at once that this is now.</param>
/// <param name="InFlight">At servers now; more than the places while nobody else wants them.</param>
/// <param name="Held">Requests that stood back for others because the route held its share, since the start.</param>
/// <param name="Shed">Requests of the route that were refused for want of capacity, since the start.</param>
public sealed record BulkheadReport(string Route, double Share, int Places, int InFlight, int Waiting, double OfferedPerSecond, long Held, long Shed);
