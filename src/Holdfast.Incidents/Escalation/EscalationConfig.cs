namespace Holdfast.Incidents.Escalation;

/// <summary>Who is told of an incident, when and how, as the operator wrote it. Immutable. Next: <see cref="Escalator"/>.</summary>
public sealed record EscalationConfig
{
    /// <summary>Who owns tasks that nobody has taken.</summary>
    public string Team { get; init; } = "on-call team";

    public IReadOnlyDictionary<string, ChannelConfig> Channels { get; init; } = new Dictionary<string, ChannelConfig>();

    public IReadOnlyDictionary<string, ContactConfig> Contacts { get; init; } = new Dictionary<string, ContactConfig>();

    public IReadOnlyDictionary<string, RotationConfig> Rotations { get; init; } = new Dictionary<string, RotationConfig>();

    /// <summary>In the order in which they are called.</summary>
    public IReadOnlyList<LevelConfig> Levels { get; init; } = [];

    /// <summary>From the last level on: all of it again, and reminders for who has acknowledged while it lasts; zero calls once.</summary>
    public TimeSpan Repeat { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Without a cause for so long, the next level is called though somebody has acknowledged; null never does.</summary>
    public TimeSpan? NoDiagnosisAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>What follows a first call waits so long for more of it.</summary>
    public TimeSpan GroupFor { get; init; } = TimeSpan.FromSeconds(30);

    public IReadOnlyList<SilenceConfig> Silences { get; init; } = [];

    public HeartbeatConfig? Heartbeat { get; init; }

    /// <summary>Where people reach the admin API, for links in messages; null for its own address.</summary>
    public string? LinkBase { get; init; }

    public TimeSpan LinkValid { get; init; } = TimeSpan.FromHours(24);

    /// <summary>A review that is not done in that time goes to the fallback reviewer.</summary>
    public TimeSpan ReviewWithin { get; init; } = TimeSpan.FromDays(5);

    public string? FallbackReviewer { get; init; }
}
