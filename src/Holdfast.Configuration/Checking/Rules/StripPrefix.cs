using Holdfast.Configuration.Checking.Syntax;
using Holdfast.Configuration.Reading;

namespace Holdfast.Configuration.Checking.Rules;

internal sealed class StripPrefix : IConfigRule
{
    public string Name => "strip-prefix";

    public string Summary => "stripPrefix is a plain path, and the match makes sure that every request starts with it.";

    public void Check(CheckContext context)
    {
        for (int index = 0; index < context.Config.Routes.Count; index++)
        {
            RouteConfig route = context.Config.Routes[index];
            ConfigPath place = ConfigPlaces.Route(index).Key("stripPrefix");
            if (route.StripPrefix is { } prefix && context.IsComplete(ConfigPlaces.Match(index)) && Problem(prefix, route.Match.Path) is { } wrong)
            {
                context.Error(place, $"{context.Quote(place)} {wrong.Problem}", wrong.Remedy);
            }
        }
    }

    private static (string Problem, string Remedy)? Problem(string prefix, string? pattern) => prefix switch
    {
        "/" => ("strips nothing", "Remove the key."),
        _ when !prefix.StartsWith('/') => ("does not start with /", "Write the prefix from its first /: /api."),
        _ when prefix.EndsWith('/') => ("ends with /", "Write it without the last /: it is removed on a segment border."),
        _ when prefix.Contains('*') => ("is a pattern", "Write a plain path: /api."),
        _ when !HttpSyntax.IsPathText(prefix) => ("holds a symbol that no request path can hold", "Write a plain path: /api."),
        _ when pattern is null || !PathSyntax.Guarantees(pattern, prefix) =>
            ("is not in front of every path that the route takes", "Let match.path start with it: the prefix, then /*."),
        _ => null,
    };
}
