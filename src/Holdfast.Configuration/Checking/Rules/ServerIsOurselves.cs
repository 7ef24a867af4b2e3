using Holdfast.Configuration.Checking.Syntax;
using Holdfast.Configuration.Reading;
using Holdfast.Foundation;

namespace Holdfast.Configuration.Checking.Rules;

/// <summary>
/// A server that is one of our own listeners would send each request round until something breaks. Only addresses that can be judged
/// without asking the machine are: the same one, and loopback where a listener takes all addresses.
/// </summary>
internal sealed class ServerIsOurselves : IConfigRule
{
    public string Name => "server-is-ourselves";

    public string Summary => "No server is one of the gateway's own listeners, nor its admin address while that has no tokens.";

    public void Check(CheckContext context)
    {
        AdminConfig admin = context.Config.Admin;
        bool isAdminOpen = AddressSyntax.IsIPAddress(admin.Address, out NetworkAddress adminAddress) && admin.Enabled && admin.Tokens.Count == 0 && context.IsComplete(ConfigPlaces.Admin);
        foreach ((ServerConfig server, ConfigPath path) in ConfigPlaces.AllServers(context.Config))
        {
            if (!TryResolve(server.Address, out NetworkAddress address))
            {
                continue;
            }

            int found = FindListener(context.Config.Listeners, address);
            if (found >= 0)
            {
                int line = context.LineOf(ConfigPlaces.ListenerAddress(found));
                context.Error(path.Key("address"), $"{context.Quote(path.Key("address"))} is our own listener in line {line}: requests would go round in a loop", "Write the address of the server behind the gateway.");
            }
            else if (isAdminOpen && Reaches(address, adminAddress))
            {
                context.Error(path.Key("address"), $"{context.Quote(path.Key("address"))} is our own admin address: clients could change the gateway", "Remove the server, or give admin tokens.");
            }
        }
    }

    private static int FindListener(IReadOnlyList<ListenerConfig> listeners, NetworkAddress server)
    {
        for (int index = 0; index < listeners.Count; index++)
        {
            if (AddressSyntax.IsIPAddress(listeners[index].Address, out NetworkAddress listener) && listener.Port > 0 && Reaches(server, listener))
            {
                return index;
            }
        }

        return -1;
    }

    private static bool TryResolve(string text, out NetworkAddress address)
    {
        const string LocalName = "localhost:";
        string known = text.StartsWith(LocalName, StringComparison.OrdinalIgnoreCase) ? $"127.0.0.1:{text[LocalName.Length..]}" : text;
        return AddressSyntax.IsIPAddress(known, out address);
    }

    private static bool Reaches(NetworkAddress server, NetworkAddress listener) =>
        server.Port == listener.Port
        && (server == listener || (AddressSyntax.IsAny(listener) && (AddressSyntax.IsLoopback(server) || AddressSyntax.IsAny(server))));
}
