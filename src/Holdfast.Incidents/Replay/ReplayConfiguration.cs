using System.Globalization;
using Holdfast.Telemetry.Series;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Holdfast.Incidents.Replay;

/// <summary>A kept configuration as a drill's gateway runs it: of the pool that suffered alone, at the drill's addresses.</summary>
internal sealed class ReplayConfiguration
{
    private const int UsualWeight = 100;

    // Addresses and files of the real machine have no place in a drill, nor has the collector with its secrets: drills are committed, and
    // what they export would look like traffic.
    private static readonly string[] Left = ["listeners", "admin", "accessLog", "limits", "telemetry"];

    private readonly YamlMappingNode root;
    private readonly YamlMappingNode pool;
    private readonly IReadOnlyList<YamlMappingNode> routes;

    private ReplayConfiguration(YamlMappingNode root, string name, YamlMappingNode pool)
    {
        (this.root, Pool, this.pool) = (root, name, pool);
        Servers = ReplayServer.Named([.. ServerNodes().Select(ServerOf)]);
        routes = ReplayRoutes.Of(RouteNodes());
        Routes = [.. routes.Select(RouteOf)];
    }

    public string Pool { get; }

    public IReadOnlyList<ReplayServer> Servers { get; private init; }

    /// <summary>Whether a server has an address at which nobody answered.</summary>
    public bool HasUnanswered => Servers.Any(server => server.IsUnanswered);

    /// <summary>Of the pool, in the order of the page.</summary>
    public IReadOnlyList<ReplayRoute> Routes { get; }

    /// <summary>How long the gateway waited for an answer to begin; null where that is not written.</summary>
    public double? FirstByteSeconds => Find(root, "timeouts") is YamlMappingNode timeouts && Text(timeouts, "firstByte") is { } written
        ? written.EndsWith("ms", StringComparison.Ordinal) ? (double.TryParse(written[..^2], CultureInfo.InvariantCulture, out double milliseconds) ? milliseconds / 1000 : null) : SeriesQueryText.ParseSpan(written)?.TotalSeconds
        : null;

    /// <summary>Null when the text is no configuration or has no such pool.</summary>
    /// <param name="pool">"" takes the only one.</param>
    public static ReplayConfiguration? Read(string text, string pool)
    {
        try
        {
            YamlStream stream = [];
            stream.Load(new StringReader(text));
            if (stream.Documents is not [{ RootNode: YamlMappingNode root }] || Find(root, "pools") is not YamlMappingNode pools)
            {
                return null;
            }

            string name = pool.Length > 0 || pools.Children.Count != 1 ? pool : ((YamlScalarNode)pools.Children.First().Key).Value ?? "";
            return Find(pools, name) is YamlMappingNode found ? new ReplayConfiguration(root, name, found) : null;
        }
        catch (YamlException)
        {
            return null;
        }
    }

    /// <summary>The page for a drill: blanks where the drill fills in, and protection as another configuration has it.</summary>
    /// <param name="fleet">Null for a drill that has no other servers than these.</param>
    /// <param name="protection">Null keeps this one's.</param>
    public string Template(ReplayFleet? fleet = null, ReplayConfiguration? protection = null)
    {
        fleet ??= ReplayFleet.Of(this);
        YamlMappingNode page = Copy(root, [.. Left, "pools", "routes"]);
        YamlMappingNode only = Copy(pool, ["servers"]);
        if (protection is not null)
        {
            (page, only) = (ProtectedAs(page, protection.root), ProtectedAs(only, protection.pool));
        }

        only.Add("servers", new YamlSequenceNode(ServerNodes().Select((node, index) => AtDrill(node, fleet.PlaceOf(Servers[index])))));
        page.Add("listeners", new YamlSequenceNode(new YamlMappingNode("address", Quoted("{LISTEN}"))));
        page.Add("routes", new YamlSequenceNode(routes));
        page.Add("pools", new YamlMappingNode(Pool, only));
        page.Add("admin", new YamlMappingNode("address", Quoted("{ADMIN}")));
        StringWriter text = new() { NewLine = "\n" };
        new YamlStream(new YamlDocument(page)).Save(text, assignAnchors: false);
        return text.ToString().Replace("...\n", "", StringComparison.Ordinal).ReplaceLineEndings("\n").TrimEnd('\n');
    }

    /// <summary>Whether the whole of it, also what a drill leaves out, is the same.</summary>
    public bool IsWrittenAs(ReplayConfiguration other) => root.Equals(other.root);

    /// <summary>Whether overload protection is switched off for the pool.</summary>
    public bool IsUnprotected => IsOff(Find(pool, "protection") ?? Find(root, "protection"));

    /// <summary>Sessions that each server may have; 0 where nothing is written.</summary>
    public int Sessions => Find(pool, "limits") is YamlMappingNode limits && int.TryParse(Text(limits, "sessions"), NumberStyles.None, CultureInfo.InvariantCulture, out int written) ? written : 0;

    /// <summary>Servers get other shares; not where some get none because their addresses are wrong.</summary>
    public bool HasOtherWeights(ReplayConfiguration other) => !HasUnanswered && !Servers.Select(server => server.Weight).SequenceEqual(other.Servers.Select(server => server.Weight));

    /// <summary>The same, with the names that another one has for the same addresses: servers are recorded under the names of their day.</summary>
    public ReplayConfiguration CalledAs(ReplayConfiguration other)
    {
        Dictionary<string, string> names = other.Servers.DistinctBy(server => server.Address).ToDictionary(server => server.Address, server => server.Recorded);
        HashSet<string> taken = [.. Servers.Select(server => names.GetValueOrDefault(server.Address)).OfType<string>()];
        IEnumerable<ReplayServer> called = Servers.Select(server =>
            names.TryGetValue(server.Address, out string? name) ? server with { Recorded = name }
            : taken.Contains(server.Recorded) ? server with { Recorded = server.Address }
            : server);
        return new ReplayConfiguration(root, Pool, pool) { Servers = ReplayServer.Named([.. called]) };
    }

    /// <summary>The same, with protection as another one has it, for the pool and for all.</summary>
    public ReplayConfiguration ProtectedAs(ReplayConfiguration other)
    {
        YamlMappingNode changed = ProtectedAs(pool, other.pool);
        YamlMappingNode pools = [];
        foreach ((YamlNode name, YamlNode one) in ((YamlMappingNode)Find(root, "pools")!).Children)
        {
            pools.Add(name, ReferenceEquals(one, pool) ? changed : one);
        }

        YamlMappingNode whole = ProtectedAs(Copy(root, ["pools"]), other.root);
        whole.Add("pools", pools);
        return new ReplayConfiguration(whole, Pool, changed) { Servers = Servers };
    }

    /// <summary>The same, with servers marked at whose addresses nobody answered.</summary>
    public ReplayConfiguration WithUnanswered(Func<ReplayServer, bool> isUnanswered) =>
        new(root, Pool, pool) { Servers = [.. Servers.Select(server => server with { IsUnanswered = isUnanswered(server) })] };

    /// <summary>Under which a server of the pool is recorded.</summary>
    public SeriesSubject SubjectOf(ReplayServer server) => new(SubjectKind.Server, $"{Pool}/{server.Recorded}");

    private static YamlMappingNode ProtectedAs(YamlMappingNode node, YamlMappingNode other)
    {
        YamlMappingNode copy = Copy(node, ["protection"]);
        if (Find(other, "protection") is { } protection)
        {
            copy.Add("protection", protection);
        }

        return copy;
    }

    private static bool IsOff(YamlNode? node) => node switch
    {
        YamlScalarNode { Value: "off" } => true,
        YamlMappingNode map => IsOff(Find(map, "mode")),
        _ => false,
    };

    private IEnumerable<YamlNode> ServerNodes() => Find(pool, "servers") is YamlSequenceNode servers ? servers.Children : [];

    private YamlMappingNode[] RouteNodes() => Find(root, "routes") is YamlSequenceNode all ? [.. all.Children.OfType<YamlMappingNode>().Where(route => Text(route, "pool") == Pool)] : [];

    private static ReplayServer ServerOf(YamlNode node)
    {
        YamlMappingNode? map = node as YamlMappingNode;
        string recorded = map is null ? ((YamlScalarNode)node).Value ?? "" : Text(map, "name") ?? Text(map, "address") ?? "";
        int weight = map is not null && int.TryParse(Text(map, "weight"), NumberStyles.None, CultureInfo.InvariantCulture, out int written) ? written : UsualWeight;
        return new ReplayServer("", recorded, weight) { Address = map is null ? recorded : Text(map, "address") ?? recorded };
    }

    private static YamlMappingNode AtDrill(YamlNode node, (string Name, string Address) place)
    {
        YamlMappingNode server = node is YamlMappingNode map ? Copy(map, ["name", "address"]) : [];
        server.Add("name", place.Name);
        server.Add("address", Quoted(place.Address));
        return server;
    }

    private static ReplayRoute RouteOf(YamlMappingNode map)
    {
        string path = Find(map, "match") is YamlMappingNode match ? Text(match, "path") ?? "/" : "/";
        return new ReplayRoute(Text(map, "class") ?? "default", path.EndsWith('*') ? $"{path[..^1]}drill" : path);
    }

    internal static YamlMappingNode Copy(YamlMappingNode node, string[] without)
    {
        YamlMappingNode copy = [];
        foreach ((YamlNode key, YamlNode value) in node.Children.Where(child => !without.Contains(((YamlScalarNode)child.Key).Value)))
        {
            copy.Add(key, value);
        }

        return copy;
    }

    private static YamlScalarNode Quoted(string text) => new(text) { Style = ScalarStyle.DoubleQuoted };

    internal static YamlNode? Find(YamlMappingNode node, string key) => node.Children.FirstOrDefault(child => child.Key is YamlScalarNode scalar && scalar.Value == key).Value;

    internal static string? Text(YamlMappingNode node, string key) => (Find(node, key) as YamlScalarNode)?.Value;
}
