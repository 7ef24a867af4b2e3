namespace Holdfast.Simulation;

/// <summary>
/// Clients that wait for their answer before they ask again, each on a connection of its own: as many as the stream has clients. They
/// regulate themselves, unless they are refused.
/// </summary>
internal sealed record ClosedLoop
{
    /// <summary>Its rate does not count.</summary>
    public required Stream Stream { get; init; }

    /// <summary>When the first begins.</summary>
    public double FromSeconds { get; init; }

    /// <summary>Within so long all have begun; 0 for all at once.</summary>
    public double OverSeconds { get; init; }

    /// <summary>Mean of the pause after an answer, exponential; 0 for none.</summary>
    public double ThinkSeconds { get; init; }

    /// <summary>Pause after a refusal. A tool that measures asks again as soon as it has read it.</summary>
    public double RefusedSeconds { get; init; } = 0.0002;
}

/// <summary>One client of a loop: its connection, and how it goes on when its request is over.</summary>
internal sealed class LoopClient(World world, ClosedLoop loop, ulong client, SeededRandom random) : IHappening
{
    /// <summary>When the gateway last counted the connection.</summary>
    public int Epoch { get; set; } = -1;

    public void Begin() => world.Schedule.At((long)((loop.FromSeconds + (random.NextDouble() * loop.OverSeconds)) * 1e9), this);

    public void Happen(long version) => world.Ask(loop.Stream, client, loop.Stream.Service.Draw(random), this);

    public void Over(Fate fate)
    {
        bool isRefused = fate is Fate.Shed or Fate.ShedFairShare or Fate.NoServer or Fate.Failed;
        double pause = isRefused ? loop.RefusedSeconds : -Math.Log(1 - random.NextDouble()) * loop.ThinkSeconds;
        world.Schedule.At(world.Schedule.Now + (long)(pause * 1e9), this);
    }
}
