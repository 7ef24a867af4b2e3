namespace Holdfast.Configuration;

public sealed record HealthConfig
{
    /// <summary>Path of an HTTP probe; absent means that a TCP connect is enough.</summary>
    public string? Path { get; init; }

    /// <summary>Host header of the probe; by default the server's address.</summary>
    public string? Host { get; init; }

    /// <summary>Statuses that count as healthy, for example 200, 200-299 or 200,204.</summary>
    public string ExpectStatus { get; init; } = "200-399";

    /// <summary>Time between probes of a server, plus or minus 10 % so that probes do not march in step. The probe budget may stretch it.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Good probes in a row that bring a server back.</summary>
    public int Rise { get; init; } = 2;

    /// <summary>Bad probes in a row that take a server out.</summary>
    public int Fall { get; init; } = 3;
}
