using Holdfast.Configuration.Reading;

namespace Holdfast.Configuration.Checking.Rules;

/// <summary>
/// One server in several pools has a limit, connections and health in each of them, found out apart: together they may be as many times what it
/// can do. That is right where the second pool is a by-way, so it is no error; and whoever bounds it in one of them has thought of it.
/// </summary>
internal sealed class ServerInTwoPools : IConfigRule
{
    public string Name => "server-in-two-pools";

    public string Summary => "A server that is in two pools is bounded by hand in one of them: what each finds out, together, may be too much for it (warning).";

    public void Check(CheckContext context)
    {
        var seen = new Dictionary<string, (string Pool, int Index)>(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, PoolConfig pool) in context.Config.Pools.Where(static pool => !IsBounded(pool.Value)))
        {
            for (int index = 0; index < pool.Servers.Count; index++)
            {
                string? address = pool.Servers[index].Address;
                if (address is { Length: > 0 } && !seen.TryAdd(address, (name, index)) && seen[address].Pool != name)
                {
                    Warn(context, name, index, seen[address]);
                }
            }
        }
    }

    private static bool IsBounded(PoolConfig pool) => pool.Limits is { Maximum: > 0 } or { Connections: > 0 };

    private static void Warn(CheckContext context, string pool, int index, (string Pool, int Index) first)
    {
        ConfigPath place = ConfigPlaces.Server(pool, index).Key("address");
        int line = context.LineOf(ConfigPlaces.Server(first.Pool, first.Index));
        context.Warn(
            place,
            $"{context.Quote(place)} is also a server of pool {first.Pool} (line {line}), and each pool finds a limit and counts connections for itself: together they may be more than the server can do",
            "Lead both routes to one pool, with a class on the one that must go on and maximumShare on the dearer one; or write limits.maximum for what one of the pools may take of it.");
    }
}
