using Holdfast.Configuration.Checking.Syntax;
using Holdfast.Foundation;

namespace Holdfast.Configuration.Checking.Rules;

internal sealed class AdminAddress : IConfigRule
{
    public string Name => "admin-address";

    public string Summary => "The admin address is an IP address and a port of its own.";

    public void Check(CheckContext context)
    {
        if (!context.Config.Admin.Enabled)
        {
            return;
        }

        if (AddressSyntax.CheckListening(context.Config.Admin.Address, out NetworkAddress address) is { } wrong)
        {
            context.Error(ConfigPlaces.AdminAddress, $"{context.Quote(ConfigPlaces.AdminAddress)} {wrong.Problem}", wrong.Remedy);
            return;
        }

        for (int index = 0; index < context.Config.Listeners.Count; index++)
        {
            bool isListener = AddressSyntax.IsIPAddress(context.Config.Listeners[index].Address, out NetworkAddress listener);
            if (isListener && listener == address && address.Port > 0)
            {
                context.Error(ConfigPlaces.AdminAddress, $"the admin address is also that of the listener in line {context.LineOf(ConfigPlaces.ListenerAddress(index))}", "Give one of the two another port.");
            }
        }
    }
}
