using Holdfast.Foundation;

namespace Holdfast.Agent.Running;

public sealed record AgentOptions
{
    public required IClock Clock { get; init; }

    /// <summary>The admin address of the gateway.</summary>
    public required Uri Gateway { get; init; }

    public string? Token { get; init; }

    /// <summary>The file in which trends and restarts are remembered; null remembers nothing beyond the process.</summary>
    public string? StatePath { get; init; }

    /// <summary>For a single look: everything is looked at each time.</summary>
    public bool Once { get; init; }

    /// <summary>Of the pauses' jitter.</summary>
    public ulong Seed { get; init; } = 1;

    public string Version { get; init; } = "";

    /// <summary>Called when the gateway was reached, with null, or could not be, with why; each time that changes.</summary>
    public Action<string?>? LinkChanged { get; init; }
}
