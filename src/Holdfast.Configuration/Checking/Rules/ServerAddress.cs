using Holdfast.Configuration.Checking.Syntax;
using Holdfast.Configuration.Reading;

namespace Holdfast.Configuration.Checking.Rules;

internal sealed class ServerAddress : IConfigRule
{
    public string Name => "server-address";

    public string Summary => "A server's address is an IP address or a name, and a port.";

    public void Check(CheckContext context)
    {
        foreach ((ServerConfig server, ConfigPath path) in ConfigPlaces.AllServers(context.Config))
        {
            if (AddressSyntax.CheckServer(server.Address) is { } wrong)
            {
                context.Error(path.Key("address"), $"{context.Quote(path.Key("address"))} {wrong.Problem}", wrong.Remedy);
            }
        }
    }
}
