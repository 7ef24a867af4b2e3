using Holdfast.Configuration.Reading;

namespace Holdfast.Configuration.Checking.Rules;

internal sealed class PrintableName : IConfigRule
{
    private const int MaximumLength = 120;

    public string Name => "printable-name";

    public string Summary => "Names of routes, servers and tokens are one line of at most 120 visible symbols: they end up in metrics and logs.";

    public void Check(CheckContext context)
    {
        for (int index = 0; index < context.Config.Routes.Count; index++)
        {
            Check(context, context.Config.Routes[index].Name, ConfigPlaces.Route(index));
        }

        foreach ((ServerConfig server, ConfigPath path) in ConfigPlaces.AllServers(context.Config))
        {
            Check(context, server.Name, path);
        }

        for (int index = 0; index < context.Config.Admin.Tokens.Count; index++)
        {
            Check(context, context.Config.Admin.Tokens[index].Name, ConfigPlaces.Tokens.Item(index));
        }
    }

    private static void Check(CheckContext context, string? name, ConfigPath path)
    {
        if (name is not null && (name.Length > MaximumLength || SafeText.Printable(name) != name))
        {
            context.Error(path.Key("name"), $"{context.Quote(path.Key("name"))} is not a printable name", "Write one line of at most 120 visible symbols.");
        }
    }
}
