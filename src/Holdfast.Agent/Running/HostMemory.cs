using Holdfast.Agent.Trends;

namespace Holdfast.Agent.Running;

/// <summary>All that the agent remembers, and how it is kept over its restarts. One thread.</summary>
internal sealed class HostMemory
{
    public TrendBook Trends { get; } = new();

    public RiseBook Rises { get; } = new();

    public StartBook Starts { get; } = new();

    public void Restore(KeptState kept)
    {
        Starts.Restore(kept.BootId, kept.Host, kept.Servers, kept.WasStopped, kept.SavedAt);
        foreach ((string name, IReadOnlyList<TrendPoint> points) in kept.Trends)
        {
            Trends.Restore(name, points);
        }

        foreach ((string name, Rise rise) in kept.Rises)
        {
            Rises.Restore(name, rise);
        }
    }

    public KeptState Keep(DateTimeOffset now, bool wasStopped) => new()
    {
        BootId = Starts.BootId,
        SavedAt = now,
        WasStopped = wasStopped,
        Host = Starts.Host,
        Servers = Starts.Servers,
        Trends = Trends.All.ToDictionary(one => one.Key, one => one.Value.Points, StringComparer.Ordinal),
        Rises = Rises.All,
    };
}
