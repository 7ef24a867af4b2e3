namespace Holdfast.Drills;

/// <summary>What a trial's measured part showed.</summary>
public sealed record TrialOutcome
{
    /// <summary>Each threshold of the objective was kept.</summary>
    public required bool ObjectiveMet { get; init; }

    /// <summary>Response time, from the intended send time.</summary>
    public required TimeSpan P99 { get; init; }

    /// <summary>From 0 to 1.</summary>
    public required double ErrorShare { get; init; }

    /// <summary>Requests that were due in the measured part, for each of its seconds: with random gaps not exactly the rate that was asked.</summary>
    public required double OfferedPerSecond { get; init; }

    /// <summary>Answers that came within the measured part, whenever their requests were sent, for each of its seconds.</summary>
    public required double AchievedPerSecond { get; init; }

    /// <summary>The generator itself was late or busy: the trial says nothing about the server.</summary>
    public bool ClientLimited { get; init; }

    /// <summary>Wall time that the trial took, with its warm-up: the search keeps its time limit by it.</summary>
    public required TimeSpan Elapsed { get; init; }
}
