using Holdfast.Foundation;

namespace Holdfast.Drills;

/// <summary>How much work the next job is: the service time, and everything that stretches it.</summary>
internal sealed class ServiceDemand(SeededRandom random)
{
    private ServiceTime service;
    private ColdStart cold;
    private double factor = 1;
    private long startedAt;

    /// <summary>1, or more while too many sessions make everything slow.</summary>
    public double SessionSlowdown { get; set; } = 1;

    public void Apply(OriginBehaviour behaviour)
    {
        service = behaviour.Service;
        cold = behaviour.Cold;
        factor = behaviour.LatencyFactor;
    }

    /// <summary>Cold again from here on.</summary>
    public void Start(long now) => startedAt = now;

    /// <summary>Nanoseconds of work for a job that is begun now.</summary>
    public double Next(double cost, long now) =>
        service.SampleNanoseconds(random) * cost * factor * SessionSlowdown * cold.FactorAt(now - startedAt);
}
