using Holdfast.Diagnosis;
using Holdfast.Incidents.Lifecycle;

namespace Holdfast.Incidents.Postmortems.Writing;

/// <summary>How a cause is called within a sentence: "sick-server" is "a sick server". Keeps nothing.</summary>
internal static class CauseNouns
{
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["pool-exhaustion"] = "a pool without free connections",
        ["surge"] = "a surge of requests",
        ["sick-server"] = "a sick server",
        ["imbalance"] = "an imbalance between the servers",
        ["bad-deployment"] = "a deployment or bug",
        ["network"] = "the network",
        ["one-client"] = "a few busy clients",
        ["retry-storm"] = "a storm of retries",
        ["monitoring-load"] = "the load of the monitoring",
        [MovedServers.Cause] = "a change of addresses",
    };

    public static IEnumerable<string> Names => Known.Keys;

    /// <param name="name">As the diagnosis has it; one that a later program has written keeps its own words.</param>
    public static string Of(string? name) => name is null ? "another cause" : Known.GetValueOrDefault(name) ?? CauseWords.Of(name);

    /// <summary>Of what was found: where all servers were gone at once, none of them was the sick one.</summary>
    public static string Of(CauseStatement? found, string? name) => found is { IsOfAllServers: true, Name: "sick-server" } ? "the loss of every server"
        : found is { Name: "sick-server" } several && ServerNames.IsOfSeveral(several.Claim) ? "sick servers" : Of(name);
}
