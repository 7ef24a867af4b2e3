using System.Text.RegularExpressions;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Postmortems.Writing;

/// <summary>
/// Servers that a change of the configuration looked for where nobody answered: they were as well as before, and what was sick is the configuration. Immutable.
/// </summary>
/// <param name="Change">That gave them other addresses.</param>
/// <param name="Names">Of those that were blamed.</param>
/// <param name="AreWell">They answered as soon as they had their former addresses again.</param>
/// <param name="Until">When the outage that it set off was over: what was blamed later is another story.</param>
internal sealed partial record MovedServers(TimelineEntry Change, IReadOnlyList<string> Names, bool AreWell, DateTimeOffset Until)
{
    /// <summary>As causes are named: what the diagnosis can only call sick servers.</summary>
    public const string Cause = "wrong-addresses";

    private const string Blamed = "sick-server";

    // Probes come every second or two, and a server answers the first that reaches it.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    /// <summary>Null where the cause is another, or nobody gave the servers that are blamed other addresses.</summary>
    public static MovedServers? Of(Incident incident)
    {
        if (incident.Cause is not { Name: Blamed } cause || TriggerChanges.OfCause(incident) is not { } change)
        {
            return null;
        }

        string[] blamed = [.. cause.Claim.Split(' ').Select(word => word.Trim(',', ':', ';', '(', ')'))];
        string[] names = [.. AddressOfServer().Matches(change.Text).Where(match => match.Groups["pool"].Value == incident.Pool).Select(match => match.Groups["server"].Value).Where(name => cause.IsOfAllServers || blamed.Contains(name)).Distinct()];
        return names.Length == 0 ? null : new MovedServers(change, names, Array.TrueForAll(names, name => IsWell(incident, change, name)), incident.Outages.Find(outage => outage.Number == incident.CauseOutage)?.ClearedAt ?? DateTimeOffset.MaxValue);
    }

    /// <summary>In what the diagnosis recorded of the outage that it set off.</summary>
    public void Rename(TimelineEntry entry, Dictionary<string, string> data)
    {
        if (entry.Get("name") != Blamed || entry.HappenedAt < Change.HappenedAt - Soon || entry.HappenedAt > Until)
        {
            return;
        }

        data["name"] = Cause;
        if (entry.Kind == EntryKind.CauseFound)
        {
            data["claim"] = Claim(entry.Get("pool") ?? "");
        }
    }

    private string Claim(string pool)
    {
        string servers = ServerNames.InWords(Names);
        string where = pool.Length == 0 ? "" : $" of pool {pool}";
        string well = AreWell ? $"; the {(Names.Count == 1 ? "server itself was" : "servers themselves were")} well" : "";
        return $"a change of the configuration gave {servers}{where} {(Names.Count == 1 ? "an address" : "addresses")} where nobody answered{well}";
    }

    private static bool IsWell(Incident incident, TimelineEntry change, string name)
    {
        TimelineEntry? back = incident.Entries.Find(entry => entry.Get("change") == "configuration" && entry.HappenedAt > change.HappenedAt && entry.Get("after") is { Length: > 0 } after && after == change.Get("before"));
        return back is not null && incident.Entries.Exists(entry => entry.Get("change") == "health" && entry.Get("after") == "available" && ServerLoss.NameOf(entry) == name && (entry.HappenedAt - back.HappenedAt).Duration() <= Soon);
    }

    [GeneratedRegex(@"pools\.(?<pool>\S+?)\.servers\.(?<server>\S+)\.address from \S+ to \S+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AddressOfServer();
}
