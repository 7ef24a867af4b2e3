using System.Globalization;
using System.Text.RegularExpressions;
using Holdfast.Diagnosis.Hypotheses;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Lifecycle;

/// <summary>
/// What is to be done against the cause that stands, most urgent first: as the diagnosis offered it when the cause was found, less what has been done since, by people or by the gateway,
/// and with all servers that it is for. Keeps nothing. Next: <see cref="BlamedServers"/>.
/// </summary>
internal static partial class Advice
{
    private const string Replace = "Replace it: ";
    private const string SeeWho = "See who it is ";
    private const string IfNot = "If that does not help: ";

    /// <summary>Of the outage that lasts: what helped against an earlier one may harm now.</summary>
    public static IReadOnlyList<string> Of(Incident incident)
    {
        if (GapFinder.IsGap(incident))
        {
            return ["Find out why the gateway's process ended: its log and that of the system say (killed, out of memory, a restart of the host)"];
        }

        if (!incident.IsCauseOfLastOutage || incident.Of(EntryKind.CauseFound).LastOrDefault() is not { } found || found.Get("advice") is not { Length: > 0 } advice)
        {
            return [];
        }

        List<string> given = [.. advice.Split('\n')];
        // The bound that is offered names it.
        given.RemoveAll(line => line.StartsWith(SeeWho, StringComparison.Ordinal) && given.Exists(other => other.Contains("(holdfast throttle ", StringComparison.Ordinal)));
        string? putBack = given.Find(line => PutsBack().IsMatch(line));
        IReadOnlyList<BlamedServer> servers = BlamedServers.Of(incident, found);
        List<string> rest = [.. given.Where(line => line != putBack)];
        rest = servers.Count == 0 ? rest : ForServers(rest, servers, BlamedServers.MoreOf(incident, found), found.Get("pool") ?? incident.Pool, areAddressesRight: putBack is null);
        if (putBack is null)
        {
            return rest;
        }

        // Whatever else helps against what a change has set off: with the change taken back nobody needs it.
        string first = BackSince(incident, PutsBack().Match(putBack).Groups["configuration"].Value) is { } since
            ? $"The configuration is as it was before since {Clock(since)}: see whether users get well before anything else is done (holdfast why)" : putBack;
        return [first, .. rest.Select(line => $"{IfNot}{char.ToLowerInvariant(line[0])}{line[1..]}")];
    }

    /// <summary>Since when that configuration is in force again; null while it is not.</summary>
    private static DateTimeOffset? BackSince(Incident incident, string fingerprint) =>
        incident.Story.LastOrDefault(entry => entry.Get("change") == "configuration" && entry.Get("after") is { Length: > 0 }) is { } last && last.Get("after") == fingerprint ? last.HappenedAt : null;

    /// <param name="more">How many are blamed without a name and are not back.</param>
    private static List<string> ForServers(List<string> given, IReadOnlyList<BlamedServer> servers, int more, string pool, bool areAddressesRight)
    {
        BlamedServer[] left = [.. servers.Where(server => server.BackSince is null)];
        List<string> lines = [];
        foreach (string line in given)
        {
            if (line.Contains("(holdfast drain ", StringComparison.Ordinal))
            {
                lines.AddRange(Servers(left, pool));
                lines.AddRange(more == 0 ? [] : [string.Create(CultureInfo.InvariantCulture, $"Look at {more} more {(more == 1 ? "server" : "servers")} of pool {pool}, which the cause does not name (holdfast status)")]);
            }
            else if (!line.StartsWith(Replace, StringComparison.Ordinal))
            {
                lines.Add(line);
            }
            else if (left.Length > 0 && areAddressesRight)
            {
                lines.Add(Array.TrueForAll(left, server => server.IsOut)
                    ? $"If {Them(left, "it is", "they are")} gone for good, write {Them(left, "another address", "other addresses")} into pool {pool} and apply the configuration (holdfast reload)"
                    : $"Or replace {Names(left)}: write {Them(left, "the new address", "the new addresses")} into the configuration and apply it (holdfast reload)");
            }
        }

        return lines;
    }

    private static IEnumerable<string> Servers(BlamedServer[] left, string pool)
    {
        BlamedServer[] gone = [.. left.Where(server => server is { IsOut: true, Refuses: true })];
        BlamedServer[] silent = [.. left.Where(server => server is { IsOut: true, Refuses: false })];
        BlamedServer[] drained = [.. left.Where(server => server is { IsOut: false, IsDrained: true })];
        BlamedServer[] inUse = [.. left.Where(server => server is { IsOut: false, IsDrained: false })];
        if (gone.Length > 0)
        {
            yield return $"Start {Names(gone)} again: {Them(gone, "it refuses", "they refuse")} connections at once, so nobody listens there. The gateway has taken {Them(gone, "it", "them")} out and uses {Them(gone, "it", "them")} as soon as {Them(gone, "it answers", "they answer")}";
        }

        if (silent.Length > 0)
        {
            yield return $"Look at {Names(silent)}: the gateway has taken {Them(silent, "it", "them")} out and uses {Them(silent, "it", "them")} as soon as {Them(silent, "it answers", "they answer")}";
        }

        if (drained.Length > 0)
        {
            yield return $"Look at {Names(drained)}: {Them(drained, "it is", "they are")} drained and {Them(drained, "gets", "get")} nothing new";
        }

        if (inUse.Length > 0)
        {
            yield return $"Keep {Names(inUse)} from work until {Them(inUse, "it has", "they have")} been looked at ({Drain(inUse, pool)})";
        }
    }

    private static string Drain(BlamedServer[] servers, string pool)
    {
        string[] names = [.. servers.Select(server => Mitigation.Quoted(server.Name))];
        string of = Mitigation.Quoted(pool);
        return names.Length == 1 ? $"holdfast drain {of} {names[0]}" : $"for server in {string.Join(' ', names)}; do holdfast drain {of} \"$server\"; done";
    }

    private static string Names(BlamedServer[] servers) =>
        servers.Length < 2 ? servers[0].Name : $"{string.Join(", ", servers.SkipLast(1).Select(server => server.Name))} and {servers[^1].Name}";

    private static string Them(BlamedServer[] servers, string one, string several) => servers.Length == 1 ? one : several;

    private static string Clock(DateTimeOffset time) => time.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture) + " UTC";

    [GeneratedRegex(@"holdfast reload --to (?<configuration>[0-9a-f]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PutsBack();
}
