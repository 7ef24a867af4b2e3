using Holdfast.Configuration.Checking.Syntax;
using Holdfast.Configuration.Reading;

namespace Holdfast.Configuration.Checking.Rules;

internal sealed class HeaderValue : IConfigRule
{
    public string Name => "header-value";

    public string Summary => "Header values are visible ASCII with spaces inside: no line ends, no control symbols.";

    public void Check(CheckContext context)
    {
        for (int index = 0; index < context.Config.Routes.Count; index++)
        {
            CheckValues(context, context.Config.Routes[index].Match.Headers, ConfigPlaces.Match(index).Key("headers"));
        }

        foreach ((HeaderRulesConfig rules, ConfigPath path) in ConfigPlaces.AllHeaderRules(context.Config))
        {
            CheckValues(context, rules.Set, path.Key("set"));
        }
    }

    private static void CheckValues(CheckContext context, IReadOnlyDictionary<string, string> headers, ConfigPath path)
    {
        foreach ((string name, string value) in headers)
        {
            if (!HttpSyntax.IsFieldValue(value))
            {
                string reason = value.AsSpan().IndexOfAny('\r', '\n') >= 0 ? "holds a line end" : "holds what a header value cannot hold";
                context.Error(path.Key(name), $"{context.Quote(path.Key(name))} {reason}", "Write one line of visible ASCII without spaces around it.");
            }
        }
    }
}
