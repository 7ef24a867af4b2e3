using Holdfast.Configuration.Checking.Syntax;
using Holdfast.Configuration.Reading;

namespace Holdfast.Configuration.Checking.Rules;

internal sealed class HeaderName : IConfigRule
{
    public string Name => "header-name";

    public string Summary => "Header names to match, set, remove or export with are tokens (RFC 9110).";

    public void Check(CheckContext context)
    {
        for (int index = 0; index < context.Config.Routes.Count; index++)
        {
            CheckKeys(context, context.Config.Routes[index].Match.Headers.Keys, ConfigPlaces.Match(index).Key("headers"));
        }

        CheckKeys(context, context.Config.Telemetry.Otlp.Headers.Keys, ConfigPlaces.OtlpHeaders);
        foreach ((HeaderRulesConfig rules, ConfigPath path) in ConfigPlaces.AllHeaderRules(context.Config))
        {
            CheckKeys(context, rules.Set.Keys, path.Key("set"));
            for (int item = 0; item < rules.Remove.Count; item++)
            {
                if (!HttpSyntax.IsToken(rules.Remove[item]))
                {
                    ConfigPath place = path.Key("remove").Item(item);
                    context.Error(place, $"{context.Quote(place)} is not a header name", Remedy);
                }
            }
        }
    }

    private const string Remedy = "Write letters, digits and '-': X-Request-Source.";

    private static void CheckKeys(CheckContext context, IEnumerable<string> names, ConfigPath path)
    {
        foreach (string name in names.Where(static name => !HttpSyntax.IsToken(name)))
        {
            context.ErrorAtKey(path.Key(name), $"{SafeText.Quote(name)} is not a header name", Remedy);
        }
    }
}
