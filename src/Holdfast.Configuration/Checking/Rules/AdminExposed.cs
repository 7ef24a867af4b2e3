using Holdfast.Configuration.Checking.Syntax;
using Holdfast.Foundation;

namespace Holdfast.Configuration.Checking.Rules;

internal sealed class AdminExposed : IConfigRule
{
    public string Name => "admin-exposed";

    public string Summary => "An admin address that other machines can reach has tokens.";

    public void Check(CheckContext context)
    {
        AdminConfig admin = context.Config.Admin;
        bool isReachable = AddressSyntax.IsIPAddress(admin.Address, out NetworkAddress address) && !AddressSyntax.IsLoopback(address);
        if (admin.Enabled && isReachable && admin.Tokens.Count == 0 && context.IsComplete(ConfigPlaces.Tokens))
        {
            context.Error(ConfigPlaces.AdminAddress, "other machines can reach the admin address, but there are no tokens", "Make one with `holdfast token` and add it under admin.tokens, or write 127.0.0.1:9900.");
        }
    }
}
