namespace Holdfast.Diagnosis.Ranking;

/// <summary>The cheapest test that tells two causes apart, where there is one that is cheaper than asking for each.</summary>
internal static class PairTests
{
    private static readonly (CauseClass One, CauseClass Other, string Test)[] Table =
    [
        (CauseClass.PoolExhaustion, CauseClass.Surge, "Compare the wait for a connection with the processors of the servers: idle processors mean exhaustion."),
        (CauseClass.Imbalance, CauseClass.Surge, "Compare the shares of the servers with their weights."),
        (CauseClass.RetryStorm, CauseClass.Surge, "Refuse repeated attempts for five seconds: a storm ends, a surge does not."),
        (CauseClass.MonitoringLoad, CauseClass.SickServer, "Probe the server from a second place while the monitors pause."),
        (CauseClass.Network, CauseClass.SickServer, "Connect to another port of that server, or to another zone."),
        (CauseClass.BadDeployment, CauseClass.SickServer, "Compare a server with the new version and one with the old."),
        (CauseClass.OneClient, CauseClass.Surge, "Refuse the busiest client for five seconds and look at the rest."),
    ];

    public static string? For(CauseClass one, CauseClass other) =>
        Array.Find(Table, row => (row.One == one && row.Other == other) || (row.One == other && row.Other == one)).Test;
}
