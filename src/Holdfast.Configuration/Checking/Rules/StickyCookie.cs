using Holdfast.Configuration.Checking.Syntax;
using Holdfast.Configuration.Reading;

namespace Holdfast.Configuration.Checking.Rules;

internal sealed class StickyCookie : IConfigRule
{
    public string Name => "sticky-cookie";

    public string Summary => "The name of a sticky cookie is a token (RFC 6265), and does not ask the browser for conditions that the gateway cannot keep.";

    public void Check(CheckContext context)
    {
        foreach ((string name, PoolConfig pool) in context.Config.Pools)
        {
            ConfigPath place = ConfigPlaces.Pool(name).Key("sticky").Key("cookie");
            if (pool.Sticky is not { } sticky)
            {
                continue;
            }

            if (!HttpSyntax.IsToken(sticky.Cookie))
            {
                context.Error(place, $"{context.Quote(place)} is not a cookie name", "Write letters, digits, '-' and '_': holdfast.");
            }
            else if (sticky.Cookie.StartsWith("__Secure-", StringComparison.OrdinalIgnoreCase) || sticky.Cookie.StartsWith("__Host-", StringComparison.OrdinalIgnoreCase))
            {
                context.Error(place, $"{context.Quote(place)} is a name that browsers accept over TLS alone", "Leave out __Secure- and __Host-: browsers would drop the cookie.");
            }
        }
    }
}
