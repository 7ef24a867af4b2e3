using Holdfast.Configuration.Reading;

namespace Holdfast.Configuration.Checking.Rules;

/// <summary>
/// Where every route of a pool has a share and together they are less than all, the rest belongs to nobody: it is lent, and divided by share among those that ask. Its writer
/// may have meant a bound that always holds, or forgotten the route that was to have the rest.
/// </summary>
internal sealed class MaximumSharesOfAll : IConfigRule
{
    public string Name => "maximum-shares-of-all";

    public string Summary => "Where every route of a pool has a maximumShare, these are 100 % together, or more (warning).";

    public void Check(CheckContext context)
    {
        IReadOnlyList<RouteConfig> routes = context.Config.Routes;
        if (!context.IsComplete(ConfigPath.Root.Key("routes")))
        {
            return;
        }

        HashSet<string> told = [];
        for (int index = 0; index < routes.Count; index++)
        {
            string pool = routes[index].Pool;
            RouteConfig[] all = [.. routes.Where(other => other.Pool == pool)];
            int sum = all.Sum(route => route.MaximumShare ?? 100);
            if (all.Length > 1 && sum < 100 && told.Add(pool))
            {
                context.Warn(
                    ConfigPlaces.Route(index).Key("maximumShare"),
                    $"the shares of all {all.Length} routes of pool {pool} are {sum} % together: no route has the rest, so it is lent to those that ask, divided by their shares, and none of them is held to its own",
                    "Leave maximumShare out of the route that is to have the rest, or write shares that are 100 % together.");
            }
        }
    }
}
