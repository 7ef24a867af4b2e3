namespace Holdfast.Diagnosis.Corpus.Model;

/// <summary>Clients of one kind: how many there are, how often they ask, and what they do when they get no good answer.</summary>
internal sealed class Population
{
    public required string Name { get; init; }

    /// <summary>First attempts a second of all of them, by time.</summary>
    public required Func<double, double> Rate { get; init; }

    /// <summary>Never exceeded by <see cref="Rate"/>: arrivals are thinned from it.</summary>
    public required double HighestRate { get; init; }

    /// <summary>How many clients take part, by time.</summary>
    public required Func<double, double> Clients { get; init; }

    public required double[] RouteShares { get; init; }

    public int FirstClient { get; init; }

    public int Pool { get; init; }

    /// <summary>Few ask for most: 1 is everybody the same, 2 squares the draw.</summary>
    public double Skew { get; init; } = 1.5;

    public double RetryChance { get; set; } = 0.3;

    public int MostAttempts { get; set; } = 2;

    public double BackoffSeconds { get; set; } = 0.8;

    public double PatienceSeconds { get; set; } = 5;

    public double CriticalShare { get; init; } = 0.2;

    /// <summary>Their share of retries that the gateway can tell from first attempts.</summary>
    public double RetriesKnown { get; init; } = 0.9;
}
