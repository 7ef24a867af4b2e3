namespace Holdfast.Admin;

/// <param name="State">draining or serving.</param>
/// <param name="InFlight">Requests that it still has.</param>
/// <param name="Sessions">Sessions that it still has.</param>
public sealed record ServerDrainReport(string Pool, string Server, string State, long InFlight, int Sessions)
{
    /// <summary>It was in that state already, and nothing has changed.</summary>
    public bool WasSoAlready { get; init; }
}
