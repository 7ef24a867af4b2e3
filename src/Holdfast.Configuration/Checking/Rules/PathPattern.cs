using Holdfast.Configuration.Checking.Syntax;
using Holdfast.Configuration.Reading;

namespace Holdfast.Configuration.Checking.Rules;

internal sealed class PathPattern : IConfigRule
{
    public string Name => "path-pattern";

    public string Summary => "A path to match starts with / and holds only what a request path can hold.";

    public void Check(CheckContext context)
    {
        for (int index = 0; index < context.Config.Routes.Count; index++)
        {
            if (context.Config.Routes[index].Match.Path is { } path && PathSyntax.Check(path) is { } wrong)
            {
                ConfigPath place = ConfigPlaces.Match(index).Key("path");
                context.Error(place, $"{context.Quote(place)} {wrong.Problem}", wrong.Remedy);
            }
        }
    }
}
