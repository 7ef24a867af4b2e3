namespace Holdfast.Incidents.Replay;

/// <summary>
/// What the words with which the gateway takes a server out say about the server. A test holds them against the data plane's own table, which this
/// project does not see.
/// </summary>
public static class OutReasons
{
    private const string Introduction = "the server is taken out: ";

    private static readonly string[] OfDeaths = ["connections to it failed", "it closed connections without answering what it was sent"];

    /// <summary>It turned connections away or ended them: its process is gone, as far as connections can tell.</summary>
    /// <param name="recorded">As the change was recorded, with its subject or without.</param>
    public static bool IsOfDeath(string recorded)
    {
        int at = recorded.IndexOf(Introduction, StringComparison.Ordinal);
        return at >= 0 && OfDeaths.Contains(recorded[(at + Introduction.Length)..], StringComparer.Ordinal);
    }
}
