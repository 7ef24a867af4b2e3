namespace Holdfast.Drills;

public sealed record GentleClientOptions
{
    public double RequestsPerSecond { get; init; } = 20;

    /// <summary>Most keep-alive connections; when all are busy the request that was due is counted as late and left out.</summary>
    public int ConnectionsMaximum { get; init; } = 16;

    /// <summary>Asked for in turn. Path and query, as they go into the request line.</summary>
    public IReadOnlyList<string> Paths { get; init; } = ["/"];

    /// <summary>The Host field.</summary>
    public string Host { get; init; } = "localhost";

    /// <summary>An answer that is not complete by then counts as failed.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);
}
