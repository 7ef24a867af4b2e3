using Holdfast.Foundation;
using Holdfast.Networking;
using Holdfast.Telemetry;

namespace Holdfast.DataPlane;

/// <summary>What all workers share: seams, counters, the bounds. Written once at start.</summary>
internal sealed class WorkerEnvironment
{
    public required INetwork Network { get; init; }

    public required IClock Clock { get; init; }

    public required ulong Seed { get; init; }

    public required MetricCatalog Metrics { get; init; }

    public required AccessLog? AccessLog { get; init; }

    public required ClientQuota Clients { get; init; }

    /// <summary>Clients that operators have bounded.</summary>
    public ClientThrottles Throttles { get; init; } = new();

    /// <summary>How short the gateway itself is of what it needs.</summary>
    public PressureGauge Pressure { get; } = new();

    /// <summary>Buffers of a worker: three for each exchange under way (request, server's input, client's output).</summary>
    public required int BuffersMaximum { get; init; }

    /// <summary>Of each kind of object that is used again: so many idle ones a worker keeps.</summary>
    public int SparesMaximum { get; init; } = SpareMaker.KeptByWorker;

    /// <summary>All workers by index. Set when the last of them exists, before the first one starts.</summary>
    public Worker[] Peers { get; set; } = [];

    /// <summary>Called on a worker's thread when it serves by a snapshot.</summary>
    public required Action<int, long> OnAdopted { get; init; }
}
