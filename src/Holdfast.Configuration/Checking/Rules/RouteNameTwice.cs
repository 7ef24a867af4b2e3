using Holdfast.Configuration.Reading;

namespace Holdfast.Configuration.Checking.Rules;

internal sealed class RouteNameTwice : IConfigRule
{
    public string Name => "route-name-twice";

    public string Summary => "Names of routes differ: metrics are told apart by them.";

    public void Check(CheckContext context)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int index = 0; index < context.Config.Routes.Count; index++)
        {
            if (context.Config.Routes[index].Name is { } name && !seen.TryAdd(name, index))
            {
                ConfigPath place = ConfigPlaces.Route(index).Key("name");
                int first = context.LineOf(ConfigPlaces.Route(seen[name]).Key("name"));
                context.Error(place, $"the name {context.Quote(place)} is already taken by the route in line {first}", "Give each route a name of its own, or none.");
            }
        }
    }
}
