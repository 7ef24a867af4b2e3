namespace Holdfast.Cli;

/// <summary>What the command line asks of a drill besides its name.</summary>
internal sealed record DrillWishes
{
    public bool Quick { get; init; }

    /// <summary>File for the JSON report; null writes none.</summary>
    public string? Json { get; init; }

    /// <summary>The JSON report goes to standard output, and nothing else does.</summary>
    public bool JsonOnOutput { get; init; }

    public string? Html { get; init; }

    /// <summary>Where the logs of gateway and servers are copied.</summary>
    public string? Logs { get; init; }

    public ulong? Seed { get; init; }

    /// <summary>Where the verdict is kept; null is where `holdfast run` keeps what lasts.</summary>
    public string? StateDirectory { get; init; }
}
