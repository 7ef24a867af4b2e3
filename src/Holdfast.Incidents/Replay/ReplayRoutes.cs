using Holdfast.Foundation;
using YamlDotNet.RepresentationModel;

namespace Holdfast.Incidents.Replay;

/// <summary>
/// Routes of a kept configuration as a drill needs them. Its traffic asks for bare paths, so nothing but the path may decide; a route that was
/// told from another by more than its path gets one of its own. Secrets stay behind: the page of a drill is kept and passed on.
/// </summary>
internal static class ReplayRoutes
{
    private const string EveryPath = "/*";

    public static IReadOnlyList<YamlMappingNode> Of(IReadOnlyList<YamlMappingNode> routes)
    {
        // Those that have only a path keep it.
        HashSet<string> taken = [.. routes.Where(route => !HasConditions(route)).Select(PathOf)];
        List<YamlMappingNode> made = [];
        foreach (YamlMappingNode route in routes)
        {
            string path = PathOf(route);
            bool isOwn = HasConditions(route) && !taken.Add(path);
            made.Add(Route(route, isOwn ? FormattableString.Invariant($"/drill-{made.Count + 1}") : path, isOwn));
        }

        return made;
    }

    private static YamlMappingNode Route(YamlMappingNode route, string path, bool isMoved)
    {
        // A prefix can only be stripped from a path that has it.
        YamlMappingNode copy = ReplayConfiguration.Copy(route, ["match", .. isMoved ? ["stripPrefix"] : Array.Empty<string>()]);
        foreach (string rules in (string[])["requestHeaders", "responseHeaders"])
        {
            if (ReplayConfiguration.Find(copy, rules) is YamlMappingNode header && ReplayConfiguration.Find(header, "set") is YamlMappingNode set)
            {
                YamlMappingNode blank = ReplayConfiguration.Copy(header, ["set"]);
                blank.Add("set", Blank(set));
                copy.Children[new YamlScalarNode(rules)] = blank;
            }
        }

        if (path != EveryPath)
        {
            copy.Add("match", new YamlMappingNode("path", path));
        }

        return copy;
    }

    // What a variable brings in is not there when the drill runs, and often a secret.
    private static YamlMappingNode Blank(YamlMappingNode set)
    {
        YamlMappingNode blank = [];
        foreach ((YamlNode name, YamlNode value) in set.Children)
        {
            bool isHidden = CredentialNames.MayHold(name.ToString()) || value.ToString().Contains("${", StringComparison.Ordinal);
            blank.Add(name, isHidden ? CredentialNames.NotShown : value);
        }

        return blank;
    }

    private static string PathOf(YamlMappingNode route) => Match(route) is { } match ? ReplayConfiguration.Text(match, "path") ?? EveryPath : EveryPath;

    private static bool HasConditions(YamlMappingNode route) => Match(route) is { } match && match.Children.Keys.Any(key => key.ToString() != "path");

    private static YamlMappingNode? Match(YamlMappingNode route) => ReplayConfiguration.Find(route, "match") as YamlMappingNode;
}
