namespace Holdfast.Drills.Running;

/// <summary>Asks a gateway what it has noticed. One for each run; it remembers what it has told.</summary>
public interface IGatewayWatch
{
    /// <summary>What is new since the last look, as sentences; nothing when the gateway does not answer.</summary>
    Task<IReadOnlyList<string>> LookAsync(CancellationToken cancellation);
}
