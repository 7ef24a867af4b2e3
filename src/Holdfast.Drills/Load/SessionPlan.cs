namespace Holdfast.Drills.Load;

/// <summary>
/// Makes the arrivals of a class users that stay: the rate says how many come, whatever becomes of those who came before. Without
/// <see cref="ThinkTime"/> a user holds one long poll open (GET path?for=30s) on a connection of its own; with it, a user sends requests of
/// the class one after the other with pauses.
/// </summary>
public sealed record SessionPlan
{
    /// <summary>How long a user stays.</summary>
    public TimeSpan Length { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Of the long poll.</summary>
    public string Path { get; init; } = "/session";

    /// <summary>Pause between an answer and the user's next request; zero for long polls.</summary>
    public TimeSpan ThinkTime { get; init; }

    public ReconnectKind Reconnect { get; init; }

    /// <summary>Of <see cref="ReconnectKind.Delayed"/>.</summary>
    public TimeSpan ReconnectDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Most users at once; who comes on top is counted as dropped.</summary>
    public int UsersMaximum { get; init; } = 10_000;
}
