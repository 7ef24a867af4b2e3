namespace Holdfast.Telemetry.Otlp;

public sealed record OtlpOptions
{
    public required Uri Address { get; init; }

    /// <summary>Between two exports of the metrics.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>Sent with each export; never shown.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    public required OtlpResource Resource { get; init; }

    /// <summary>Of the spans' ids.</summary>
    public ulong Seed { get; init; }

    // A record prints its members: secrets must not come into a log that way.
    public override string ToString() => $"{Address} each {Interval}";
}
