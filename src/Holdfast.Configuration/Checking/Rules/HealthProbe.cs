using Holdfast.Configuration.Reading;

namespace Holdfast.Configuration.Checking.Rules;

internal sealed class HealthProbe : IConfigRule
{
    public string Name => "health-probe";

    public string Summary => "The path and host of a probe can stand in a request; host needs path.";

    public void Check(CheckContext context)
    {
        foreach ((string name, PoolConfig pool) in context.Config.Pools)
        {
            if (pool.Health is { } health)
            {
                Check(context, health, ConfigPlaces.Pool(name).Key("health"));
            }
        }
    }

    private static void Check(CheckContext context, HealthConfig health, ConfigPath path)
    {
        ConfigPath pathPlace = path.Key("path");
        ConfigPath hostPlace = path.Key("host");
        if (health.Path is { } probe && !(probe.StartsWith('/') && probe.All(static symbol => symbol is > ' ' and <= '~' and not '#')))
        {
            context.Error(pathPlace, $"{context.Quote(pathPlace)} is not a path that can be requested", "Write it from its first /, without spaces: /healthz.");
        }

        if (health.Host is { } host && !host.All(static symbol => char.IsAsciiLetterOrDigit(symbol) || symbol is '-' or '_' or '.' or ':' or '[' or ']'))
        {
            context.Error(hostPlace, $"{context.Quote(hostPlace)} is not a host", "Write a name, with a port if it needs one: shop.example.com.");
        }

        if (health.Path is null && context.IsComplete(path))
        {
            WarnWithoutPath(context, path, ["host", "expectStatus"]);
        }
    }

    private static void WarnWithoutPath(CheckContext context, ConfigPath path, string[] keys)
    {
        foreach (string key in keys.Where(key => context.IsWritten(path.Key(key))))
        {
            context.Warn(path.Key(key), $"{key} has no effect: without path the probe is a TCP connect", "Add path: /healthz, or remove the key.");
        }
    }
}
