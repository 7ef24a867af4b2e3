using Holdfast.Configuration.Reading;

namespace Holdfast.Configuration.Checking.Rules;

/// <summary>
/// Who writes a bound expects it to hold. Off is meant for an afternoon of looking for trouble, so the bounds may stay where they are: a warning.
/// Not for what still holds, such as connections, rate limits and the answers of the gateway (users get them, too, when no server answers), nor for
/// classes, which say what a route is worth and ask for nothing.
/// </summary>
internal sealed class ProtectionOff : IConfigRule
{
    public string Name => "protection-off";

    public string Summary => "Keys that only overload protection heeds are not written where it is off (warning).";

    public void Check(CheckContext context)
    {
        GatewayConfig config = context.Config;
        ConfigPath whole = ConfigPath.Root.Key("protection");
        if (!context.IsComplete(whole) || !context.IsComplete(ConfigPlaces.Pools))
        {
            return;
        }

        foreach ((string name, PoolConfig pool) in config.Pools.Where(pool => IsOff(pool.Value, config)))
        {
            ConfigPath limits = ConfigPlaces.Pool(name).Key("limits");
            Warn(context, limits.Key("minimum"), name);
            Warn(context, limits.Key("maximum"), name);
        }

        for (int index = 0; index < config.Routes.Count; index++)
        {
            string pool = config.Routes[index].Pool;
            if (config.Pools.TryGetValue(pool, out PoolConfig? target) && IsOff(target, config))
            {
                Warn(context, ConfigPlaces.Route(index).Key("maximumShare"), pool);
            }
        }
    }

    private static bool IsOff(PoolConfig pool, GatewayConfig config) => (pool.Protection ?? config.Protection.Mode) == ProtectionMode.Off;

    private static void Warn(CheckContext context, ConfigPath path, string pool)
    {
        if (context.IsWritten(path))
        {
            context.Warn(path, $"has no effect: protection of pool {pool} is off", "Turn protection on again, or leave this out.");
        }
    }
}
