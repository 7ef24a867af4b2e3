namespace Holdfast.Incidents.Lifecycle;

/// <summary>How long what takes.</summary>
public sealed record WatchSettings
{
    public static WatchSettings Default { get; } = new();

    /// <summary>Trouble that comes back so soon after its end belongs to the same incident.</summary>
    public TimeSpan ReopenWindow { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// A relapse whose cause turns out so soon to be another kind is an incident of its own; later, people work on it as they were called for it. In 47 of 51 live
    /// outages the first cause was stated within 6 s of the declaration, in two after 26 and 29 s.
    /// </summary>
    public TimeSpan SeparateWithin { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Well for so long is resolved, when nobody says so before.</summary>
    public TimeSpan ResolveAfter { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>A new process looks for so long before it ends what an earlier one has found: half of the users failing is detected in 9 s, a tenth in 26 s.</summary>
    public TimeSpan LookBeforeEnd { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Changes that happened so shortly before are told with the incident.</summary>
    public TimeSpan ChangesBefore { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Between two records of what users feel.</summary>
    public TimeSpan MeasureEvery { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A gateway that was gone for longer was missed by somebody.</summary>
    public TimeSpan GapLeast { get; init; } = TimeSpan.FromSeconds(15);
}
