using System.Net;
using Holdfast.Configuration.Checking.Syntax;
using Holdfast.Configuration.Reading;

namespace Holdfast.Configuration.Checking.Rules;

internal sealed class AdminHosts : IConfigRule
{
    public string Name => "admin-hosts";

    public string Summary => "Allowed hosts are names or IP addresses without port; * would switch the protection off.";

    public void Check(CheckContext context)
    {
        IReadOnlyList<string> hosts = context.Config.Admin.AllowedHosts;
        for (int index = 0; index < hosts.Count; index++)
        {
            if (!HostSyntax.IsName(hosts[index]) && !IPAddress.TryParse(hosts[index], out _))
            {
                ConfigPath place = ConfigPlaces.Admin.Key("allowedHosts").Item(index);
                context.Error(place, $"{context.Quote(place)} is not a host name", "Write a name without port or pattern: gateway.internal.");
            }
        }
    }
}
