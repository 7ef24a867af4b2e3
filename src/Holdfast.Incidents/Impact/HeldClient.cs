namespace Holdfast.Incidents.Impact;

/// <summary>The one client of which most requests were refused because it asked for more than its share, while others wanted theirs. Immutable.</summary>
/// <param name="Name">As `holdfast top` shows it.</param>
/// <param name="Offered">Its requests in the seconds in which some were refused for that.</param>
/// <param name="Refused">Of them those that were.</param>
/// <param name="Seconds">How many such seconds there were.</param>
public sealed record HeldClient(string Name, double Offered, double Refused, double Seconds)
{
    /// <summary>Of two different ones the one that was refused more: of each sum only one is told.</summary>
    public static HeldClient? Sum(HeldClient? one, HeldClient? other) =>
        one is null || other is null ? one ?? other
        : one.Name == other.Name ? one with { Offered = one.Offered + other.Offered, Refused = one.Refused + other.Refused, Seconds = one.Seconds + other.Seconds }
        : one.Refused >= other.Refused ? one : other;
}
