using Holdfast.Configuration.Checking.Syntax;
using Holdfast.Configuration.Reading;

namespace Holdfast.Configuration.Checking.Rules;

internal sealed class TermsHeaders : IConfigRule
{
    public string Name => "terms-headers";

    public string Summary => "The headers for class and deadline are two different fields that mean nothing else; a class header that nobody is trusted to send is a warning.";

    public void Check(CheckContext context)
    {
        ForwardingConfig config = context.Config.Forwarding;
        ConfigPath forwarding = ConfigPath.Root.Key("forwarding");
        ConfigPath ofClass = forwarding.Key("classHeader");
        CheckName(context, ofClass, config.ClassHeader);
        CheckName(context, forwarding.Key("deadlineHeader"), config.DeadlineHeader);
        if (config.ClassHeader is null)
        {
            return;
        }

        if (string.Equals(config.ClassHeader, config.DeadlineHeader, StringComparison.OrdinalIgnoreCase))
        {
            context.Error(ofClass, $"{context.Quote(ofClass)} is the header of the deadline, too", "Write two different names: X-Request-Class and X-Request-Deadline.");
        }
        else if (config.TrustedProxies.Count == 0 && context.IsComplete(forwarding))
        {
            context.Warn(ofClass, "nobody is trusted to send the header, so it is never believed", "List the proxies that set it in forwarding.trustedProxies, or remove this line.");
        }
    }

    private static void CheckName(CheckContext context, ConfigPath place, string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            return;
        }

        if (!HttpSyntax.IsToken(name))
        {
            context.Error(place, $"{context.Quote(place)} is not a header name", "Write letters, digits and '-': X-Request-Class.");
        }
        else if (HeaderForbidden.Forbidden.Contains(name))
        {
            context.Error(place, $"{context.Quote(place)} means something else already", "Write a name of your own: X-Request-Class.");
        }
    }
}
