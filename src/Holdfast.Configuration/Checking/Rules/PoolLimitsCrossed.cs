using Holdfast.Configuration.Reading;

namespace Holdfast.Configuration.Checking.Rules;

internal sealed class PoolLimitsCrossed : IConfigRule
{
    public string Name => "pool-limits-crossed";

    public string Summary => "The least limit of a pool's servers is not above the greatest, nor above their connections; sessions leave connections for requests.";

    public void Check(CheckContext context)
    {
        foreach ((string name, PoolConfig pool) in context.Config.Pools)
        {
            ConfigPath path = ConfigPlaces.Pool(name).Key("limits");
            if (!context.IsComplete(path))
            {
                continue;
            }

            PoolLimitsConfig limits = pool.Limits;
            if (limits.Maximum > 0 && limits.Minimum > limits.Maximum)
            {
                context.Error(path.Key("minimum"), $"the least limit ({limits.Minimum}) is above the greatest ({limits.Maximum})", "Exchange them, or leave one out.");
            }

            // Each session keeps one, and one is left for the probes.
            if (limits.Connections > 1 && limits.Sessions >= limits.Connections - 1)
            {
                context.Error(path.Key("sessions"), $"so many sessions ({limits.Sessions}) of {limits.Connections} connections leave none for requests",
                    "A session keeps a connection, and one is left for the probes: raise connections, or keep sessions two below them.");
            }

            if (limits.Connections > 0 && limits.Minimum > limits.Connections)
            {
                context.Error(path.Key("minimum"), $"the least limit ({limits.Minimum}) is above the connections that are allowed ({limits.Connections})",
                    "A request needs a connection: lower the one or raise the other.");
            }
        }
    }
}
