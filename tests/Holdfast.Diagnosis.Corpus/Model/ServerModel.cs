namespace Holdfast.Diagnosis.Corpus.Model;

/// <summary>
/// A server with so many places that work at once, first come first served, slower the more it is crowded (contention). What breaks it is
/// set from outside: it does not know what is being tested.
/// </summary>
internal sealed class ServerModel
{
    public required string Address { get; init; }

    public required int Pool { get; init; }

    public required int Index { get; init; }

    public required int Places { get; init; }

    public required double Crowding { get; init; }

    public int Zone { get; init; }

    // What may break, and how.
    public bool Refuses { get; set; }

    public bool Silent { get; set; }

    public double Slowness { get; set; } = 1;

    public double FailShare { get; set; }

    public double[] RouteSlowness { get; set; } = [];

    public double[] RouteFailShare { get; set; } = [];

    public double HoldFactor { get; set; } = 1;

    /// <summary>Part of a request's time in which it needs a processor.</summary>
    public double ProcessorShare { get; set; } = 0.9;

    public double StolenProcessor { get; set; }

    /// <summary>Dies when so many requests are in it at once.</summary>
    public int DiesAt { get; set; } = int.MaxValue;

    public bool IsNewVersion { get; set; }

    // How the gateway sees it.
    public double Weight { get; set; } = 1;

    public int Limit { get; set; }

    public int ConnectionCap { get; set; }

    public bool IsHealthy { get; set; } = true;

    public int Failures { get; set; }

    public int Successes { get; set; }

    public int Answered { get; set; }

    public int FailedProbes { get; set; }

    public double OutUntil { get; set; }

    public int InFlight { get; set; }

    public int Idle { get; set; }

    public int Open { get; set; }

    // At work.
    public Queue<Job> Waiting { get; } = new();

    public int Working { get; set; }

    public int Crowd => Working + Waiting.Count;

    public double BusySeconds { get; set; }
}

/// <param name="Request">Null for a probe.</param>
internal readonly record struct Job(Request? Request, int Stage, double Cost, double Since);
