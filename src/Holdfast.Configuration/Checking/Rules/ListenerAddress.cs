using Holdfast.Configuration.Checking.Syntax;

namespace Holdfast.Configuration.Checking.Rules;

internal sealed class ListenerAddress : IConfigRule
{
    public string Name => "listener-address";

    public string Summary => "A listener's address is an IP address and a port.";

    public void Check(CheckContext context)
    {
        for (int index = 0; index < context.Config.Listeners.Count; index++)
        {
            if (AddressSyntax.CheckListening(context.Config.Listeners[index].Address, out _) is { } wrong)
            {
                context.Error(ConfigPlaces.ListenerAddress(index), $"{context.Quote(ConfigPlaces.ListenerAddress(index))} {wrong.Problem}", wrong.Remedy);
            }
        }
    }
}
