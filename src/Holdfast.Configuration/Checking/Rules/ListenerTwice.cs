using Holdfast.Configuration.Checking.Syntax;
using Holdfast.Foundation;

namespace Holdfast.Configuration.Checking.Rules;

internal sealed class ListenerTwice : IConfigRule
{
    public string Name => "listener-twice";

    public string Summary => "No two listeners have the same address and port.";

    public void Check(CheckContext context)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int index = 0; index < context.Config.Listeners.Count; index++)
        {
            // Port 0 is another port each time.
            bool isAddress = AddressSyntax.IsIPAddress(context.Config.Listeners[index].Address, out NetworkAddress address) && address.Port > 0;
            if (isAddress && !seen.TryAdd(address.ToString(), index))
            {
                int first = context.LineOf(ConfigPlaces.ListenerAddress(seen[address.ToString()]));
                context.Error(ConfigPlaces.ListenerAddress(index), $"the address is already taken by the listener in line {first}", "Remove one of the two, or change its port.");
            }
        }
    }
}
