using System.Net;
using Holdfast.Configuration.Checking.Syntax;
using Holdfast.Configuration.Reading;

namespace Holdfast.Configuration.Checking.Rules;

internal sealed class HostPattern : IConfigRule
{
    public string Name => "host-pattern";

    public string Summary => "A host to match is a name, an IP address or *.name, without port.";

    public void Check(CheckContext context)
    {
        for (int index = 0; index < context.Config.Routes.Count; index++)
        {
            if (context.Config.Routes[index].Match.Host is { } host && Problem(host) is { } wrong)
            {
                ConfigPath place = ConfigPlaces.Match(index).Key("host");
                context.Error(place, $"{context.Quote(place)} {wrong.Problem}", wrong.Remedy);
            }
        }
    }

    private static (string Problem, string Remedy)? Problem(string host)
    {
        ReadOnlySpan<char> name = host.StartsWith("*.", StringComparison.Ordinal) ? host.AsSpan(2) : host;
        if (HostSyntax.IsName(name) || IPAddress.TryParse(host.Trim('[', ']'), out _))
        {
            return null;
        }

        return host switch
        {
            "*" => ("matches every host", "Leave host out: without it every host matches."),
            _ when host.Contains("://", StringComparison.Ordinal) => ("is a URL, not a host", "Write the name alone: shop.example.com."),
            _ when host.Contains(':') => ("holds a port", "Leave the port out: hosts are compared without it."),
            _ when host.Contains('*') => ("holds a * that does not stand alone in front", "Write \"*.example.com\": it takes any depth below the name."),
            _ => ("is not a host name", "Write a name such as shop.example.com, or \"*.example.com\"."),
        };
    }
}
