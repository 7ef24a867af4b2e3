namespace Holdfast.Telemetry;

/// <summary>Where the access log goes and what it may take.</summary>
public sealed record AccessLogOptions
{
    /// <summary>A file to append to, or "stdout".</summary>
    public required string Path { get; init; }

    /// <summary>Memory for entries that wait to be written, for each worker; rounded up to a power of two, at least 64 KiB.</summary>
    public long BufferBytes { get; init; } = 1024 * 1024;

    public required int Workers { get; init; }

    /// <summary>Outcome names by the index that entries carry.</summary>
    public required IReadOnlyList<string> OutcomeLabels { get; init; }

    /// <summary>Only for the path "stdout": the process's standard output, which belongs to the terminal's owner.</summary>
    public Stream? StandardOutput { get; init; }
}
