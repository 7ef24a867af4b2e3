using Holdfast.Configuration.Reading;

namespace Holdfast.Configuration.Checking.Rules;

/// <summary>A share keeps a route from filling its pool while others want it. Where there are no others it changes nothing, and its writer had something else in mind.</summary>
internal sealed class MaximumShareAlone : IConfigRule
{
    public string Name => "maximum-share-alone";

    public string Summary => "A route with a maximumShare is not the only one of its pool (warning).";

    public void Check(CheckContext context)
    {
        IReadOnlyList<RouteConfig> routes = context.Config.Routes;
        if (!context.IsComplete(ConfigPath.Root.Key("routes")))
        {
            return;
        }

        for (int index = 0; index < routes.Count; index++)
        {
            RouteConfig route = routes[index];
            if (route.MaximumShare is not null && routes.Count(other => other.Pool == route.Pool) == 1)
            {
                context.Warn(
                    ConfigPlaces.Route(index).Key("maximumShare"),
                    $"has no effect: no other route leads to pool {route.Pool}, and a share bounds a route only while others want the rest",
                    "Leave it out; to bound what the route may ask for, write rateLimits.");
            }
        }
    }
}
