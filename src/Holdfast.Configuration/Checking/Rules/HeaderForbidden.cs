using Holdfast.Configuration.Reading;

namespace Holdfast.Configuration.Checking.Rules;

/// <summary>Fields that decide where a message ends or who it is for: a changed one would desynchronise the connection.</summary>
internal sealed class HeaderForbidden : IConfigRule
{
    internal static readonly HashSet<string> Forbidden = new(StringComparer.OrdinalIgnoreCase)
    {
        "Host", "Content-Length", "Transfer-Encoding", "Connection", "Keep-Alive", "Proxy-Connection", "TE", "Trailer", "Upgrade", "Expect", "HTTP2-Settings",
    };

    public string Name => "header-forbidden";

    public string Summary => "Framing, routing and connection fields are neither set nor removed: " + string.Join(", ", Forbidden) + ".";

    public void Check(CheckContext context)
    {
        foreach ((HeaderRulesConfig rules, ConfigPath path) in ConfigPlaces.AllHeaderRules(context.Config))
        {
            foreach (string name in rules.Set.Keys.Where(Forbidden.Contains))
            {
                context.ErrorAtKey(path.Key("set").Key(name), $"{name} may not be set", Remedy);
            }

            for (int item = 0; item < rules.Remove.Count; item++)
            {
                if (Forbidden.Contains(rules.Remove[item]))
                {
                    context.Error(path.Key("remove").Item(item), $"{context.Quote(path.Key("remove").Item(item))} may not be removed", Remedy);
                }
            }
        }
    }

    private const string Remedy = "Remove this line: Holdfast writes the field itself, so that both sides agree where a message ends.";
}
