using Holdfast.Configuration.Reading;

namespace Holdfast.Configuration.Checking.Rules;

internal sealed class ServerTwice : IConfigRule
{
    public string Name => "server-twice";

    public string Summary => "No server is in a pool twice, and names of a pool's servers differ.";

    public void Check(CheckContext context)
    {
        foreach ((string name, PoolConfig pool) in context.Config.Pools)
        {
            Check(context, name, pool, "address", static server => server.Address, "Remove one of the two; for a larger share write a weight.");
            Check(context, name, pool, "name", static server => server.Name, "Give each server a name of its own, or none.");
        }
    }

    private static void Check(CheckContext context, string pool, PoolConfig config, string key, Func<ServerConfig, string?> text, string remedy)
    {
        var seen = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (int index = 0; index < config.Servers.Count; index++)
        {
            if (text(config.Servers[index]) is { Length: > 0 } written && !seen.TryAdd(written, index))
            {
                ConfigPath place = ConfigPlaces.Server(pool, index).Key(key);
                int first = context.LineOf(ConfigPlaces.Server(pool, seen[written]));
                context.Error(place, $"{context.Quote(place)} is already the {key} of the server in line {first}", remedy);
            }
        }
    }
}
