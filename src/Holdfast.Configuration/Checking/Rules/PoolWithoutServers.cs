namespace Holdfast.Configuration.Checking.Rules;

internal sealed class PoolWithoutServers : IConfigRule
{
    public string Name => "pool-without-servers";

    public string Summary => "A pool has at least one server.";

    public void Check(CheckContext context)
    {
        foreach ((string name, PoolConfig pool) in context.Config.Pools)
        {
            if (pool.Servers.Count == 0)
            {
                context.Error(ConfigPlaces.Servers(name), "the pool has no servers", "Add one: servers: [\"10.0.0.11:8000\"].");
            }
        }
    }
}
