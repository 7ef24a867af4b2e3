namespace Holdfast.Configuration.Checking.Rules;

internal sealed class PoolWithoutWeight : IConfigRule
{
    public string Name => "pool-without-weight";

    public string Summary => "A pool has a server with a weight above 0.";

    public void Check(CheckContext context)
    {
        foreach ((string name, PoolConfig pool) in context.Config.Pools)
        {
            bool isDry = pool.Servers.Count > 0 && pool.Servers.All(static server => server.Weight == 0);
            if (isDry && context.IsComplete(ConfigPlaces.Servers(name)))
            {
                context.Error(ConfigPlaces.Servers(name), "every server of the pool has weight 0, so that none takes a request", "Give one of them a weight above 0.");
            }
        }
    }
}
