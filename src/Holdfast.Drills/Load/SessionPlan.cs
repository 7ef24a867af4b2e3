namespace Holdfast.Drills.Load;

/// <summary>
/// Makes the arrivals of a class users that stay: the rate says how many come, whatever becomes of those who came before. Without
/// <see cref="ThinkTime"/> a user holds one long poll or WebSocket open on a connection of its own; with it, a user sends requests of the class
/// one after the other with pauses.
/// </summary>
public sealed record SessionPlan
{
    /// <summary>How long a user stays.</summary>
    public TimeSpan Length { get; init; } = TimeSpan.FromSeconds(30);

    public SessionProtocol Protocol { get; init; }

    /// <summary>Of the long poll or the WebSocket.</summary>
    public string Path { get; init; } = "/session";

    /// <summary>A user holds something open all the time, so that what becomes of it is known only at its end.</summary>
    public bool IsHeld => ThinkTime == TimeSpan.Zero;

    /// <summary>Pause between an answer and the user's next request; zero for those that hold something open.</summary>
    public TimeSpan ThinkTime { get; init; }

    public ReconnectKind Reconnect { get; init; }

    /// <summary>Of <see cref="ReconnectKind.Delayed"/>.</summary>
    public TimeSpan ReconnectDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Most users at once; who comes on top is counted as dropped.</summary>
    public int UsersMaximum { get; init; } = 10_000;
}
