using Holdfast.Configuration.Checking.Rules;

namespace Holdfast.Configuration.Checking;

/// <summary>Every rule, in the order in which a file is mostly written.</summary>
internal static class ConfigRules
{
    public static IReadOnlyList<IConfigRule> All { get; } =
    [
        new EmptySection(),
        new ListenerAddress(),
        new ListenerTwice(),
        new UnknownPool(),
        new RouteNeverReached(),
        new RouteNameTwice(),
        new HostPattern(),
        new PathPattern(),
        new MethodName(),
        new HeaderName(),
        new HeaderForbidden(),
        new HeaderValue(),
        new StripPrefix(),
        new RateLimitEmpty(),
        new RateLimitMemory(),
        new PoolName(),
        new PoolWithoutServers(),
        new PoolWithoutWeight(),
        new PoolUnused(),
        new ServerAddress(),
        new ServerTwice(),
        new ServerInTwoPools(),
        new ServerIsOurselves(),
        new HashName(),
        new StickyCookie(),
        new HealthProbe(),
        new HealthTimeout(),
        new ExpectStatus(),
        new TimeoutNeverFires(),
        new TrustedProxies(),
        new TermsHeaders(),
        new PoolLimitsCrossed(),
        new ProtectionAnswers(),
        new ProtectionOff(),
        new MaximumShareAlone(),
        new MaximumSharesOfAll(),
        new PrintableName(),
        new OtlpAddress(),
        new AdminAddress(),
        new AdminExposed(),
        new AdminHosts(),
        new TokenHash(),
        new TokenTwice(),
    ];

    public static void Check(CheckContext context)
    {
        foreach (IConfigRule rule in All)
        {
            context.Rule = rule.Name;
            rule.Check(context);
        }
    }
}
