namespace Holdfast.Configuration;

public sealed record AccessLogConfig
{
    /// <summary>File to append to, or "stdout"; absent means no access log.</summary>
    public string? Path { get; init; }

    /// <summary>Memory for entries that wait to be written, for each worker; past it entries are dropped and counted.</summary>
    public long Buffer { get; init; } = 1024 * 1024;
}
