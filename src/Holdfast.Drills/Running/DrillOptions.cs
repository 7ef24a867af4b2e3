using Holdfast.Drills.Load;
using Holdfast.Foundation;

namespace Holdfast.Drills.Running;

public sealed record DrillOptions
{
    /// <summary>How `holdfast` is started: the executable, or dotnet and the library.</summary>
    public required IReadOnlyList<string> Holdfast { get; init; }

    /// <summary>Where runs keep their directories: <see cref="RunDirectory.DefaultRoot"/>.</summary>
    public required string StateRoot { get; init; }

    public required IClock Clock { get; init; }

    public required ILoadEngine Engine { get; init; }

    /// <summary>Reads peers/KIND/NAME; built in, or beside a scenario of one's own.</summary>
    public required Func<string, string?> ReadTemplate { get; init; }

    /// <summary>Where the gateway's and the servers' logs are copied at the end; null keeps none.</summary>
    public string? KeepLogs { get; init; }
}
