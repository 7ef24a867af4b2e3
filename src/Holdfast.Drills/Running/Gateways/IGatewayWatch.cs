namespace Holdfast.Drills.Running;

/// <summary>Asks a gateway what it has noticed. One for each run; it remembers what it has told.</summary>
public interface IGatewayWatch
{
    /// <summary>What is new since the last look, as sentences; nothing when the gateway does not answer.</summary>
    Task<IReadOnlyList<string>> LookAsync(CancellationToken cancellation);

    /// <summary>Whether a sentence says that the gateway noticed trouble; of most gateways each does but the return of a server.</summary>
    bool IsDetection(string sentence) => true;

    /// <summary>What the gateway has counted since its start, by name; empty where nothing is asked.</summary>
    Task<IReadOnlyDictionary<string, double>> CountersAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyDictionary<string, double>>(new Dictionary<string, double>(StringComparer.Ordinal));
}
