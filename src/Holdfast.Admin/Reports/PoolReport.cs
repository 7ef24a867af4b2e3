namespace Holdfast.Admin;

/// <param name="Queued">Requests that wait for a server, of all classes.</param>
public sealed record PoolReport(string Name, string Policy, long Queued, IReadOnlyList<ServerReport> Servers)
{
    /// <summary>Overload protection: on or off.</summary>
    public string Protection { get; init; } = "on";

    /// <summary>Requests a second that the pool can serve; null while that is not known, or where protection is off.</summary>
    public double? Capacity { get; init; }

    /// <summary>Requests a second that come for it, the shed ones included; null where protection is off.</summary>
    public double? OfferedPerSecond { get; init; }

    /// <summary>Share of the requests that the threshold is to shed, 0 to 1; null where protection is off.</summary>
    public double? ShedShare { get; init; }

    /// <summary>Answered by a server with a status below 500, in the last second.</summary>
    public double AnsweredPerSecond { get; init; }

    /// <summary>Failed by a server (a status of 500 or above, too) or by the gateway, in the last second.</summary>
    public double FailedPerSecond { get; init; }

    public IReadOnlyList<ClassReport> Classes { get; init; } = [];

    /// <summary>Refused on purpose, by reason.</summary>
    public IReadOnlyList<ShedReport> Shed { get; init; } = [];

    /// <summary>Routes that may use a share of the pool while others want it.</summary>
    public IReadOnlyList<BulkheadReport> Bulkheads { get; init; } = [];

    /// <summary>The clients that take most; empty where clients are not measured.</summary>
    public IReadOnlyList<ClientReport> Clients { get; init; } = [];
}
