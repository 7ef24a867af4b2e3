namespace Holdfast.Cli;

/// <summary>What `holdfast run` was told.</summary>
internal sealed record RunOptions
{
    public required string ConfigPath { get; init; }

    public bool CheckOnly { get; init; }

    /// <summary>Findings as JSON; with <see cref="CheckOnly"/>.</summary>
    public bool Json { get; init; }

    /// <summary>Replaces the gateway that runs with the same control socket.</summary>
    public bool Takeover { get; init; }

    public string? ControlSocket { get; init; }

    public TimeSpan? Drain { get; init; }

    public ulong? Seed { get; init; }

    public string? StateDirectory { get; init; }

    /// <summary>Who is told of incidents.</summary>
    public string? EscalationPath { get; init; }
}
