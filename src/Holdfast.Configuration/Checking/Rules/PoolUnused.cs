namespace Holdfast.Configuration.Checking.Rules;

internal sealed class PoolUnused : IConfigRule
{
    public string Name => "pool-unused";

    public string Summary => "Every pool has a route (warning).";

    public void Check(CheckContext context)
    {
        if (!context.IsComplete(ConfigPlaces.Routes))
        {
            return;
        }

        var used = new HashSet<string>(context.Config.Routes.Select(static route => route.Pool), StringComparer.Ordinal);
        foreach (string name in context.Config.Pools.Keys.Where(name => !used.Contains(name)))
        {
            context.WarnAtKey(ConfigPlaces.Pool(name), "no route leads to this pool", "Add a route, or remove the pool.");
        }
    }
}
