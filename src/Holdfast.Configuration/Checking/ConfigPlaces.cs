using Holdfast.Configuration.Reading;

namespace Holdfast.Configuration.Checking;

/// <summary>Paths of the parts that rules speak of.</summary>
internal static class ConfigPlaces
{
    public static ConfigPath Listeners { get; } = ConfigPath.Root.Key("listeners");

    public static ConfigPath Routes { get; } = ConfigPath.Root.Key("routes");

    public static ConfigPath Pools { get; } = ConfigPath.Root.Key("pools");

    public static ConfigPath Admin { get; } = ConfigPath.Root.Key("admin");

    public static ConfigPath AdminAddress { get; } = Admin.Key("address");

    public static ConfigPath Tokens { get; } = Admin.Key("tokens", isSecret: true);

    public static ConfigPath Otlp { get; } = ConfigPath.Root.Key("telemetry").Key("otlp");

    public static ConfigPath OtlpHeaders { get; } = Otlp.Key("headers", isSecret: true);

    public static ConfigPath Timeouts { get; } = ConfigPath.Root.Key("timeouts");

    public static ConfigPath Listener(int index) => Listeners.Item(index);

    public static ConfigPath ListenerAddress(int index) => Listener(index).Key("address");

    public static ConfigPath Route(int index) => Routes.Item(index);

    public static ConfigPath Match(int index) => Route(index).Key("match");

    public static ConfigPath Pool(string name) => Pools.Key(name);

    public static ConfigPath Servers(string pool) => Pool(pool).Key("servers");

    public static ConfigPath Server(string pool, int index) => Servers(pool).Item(index);

    public static ConfigPath ServerAddress(string pool, int index) => Server(pool, index).Key("address");

    /// <summary>Every server with its place.</summary>
    public static IEnumerable<(ServerConfig Server, ConfigPath Path)> AllServers(GatewayConfig config)
    {
        foreach ((string name, PoolConfig pool) in config.Pools)
        {
            for (int index = 0; index < pool.Servers.Count; index++)
            {
                yield return (pool.Servers[index], Server(name, index));
            }
        }
    }

    /// <summary>Both sets of header rules of every route with their places.</summary>
    public static IEnumerable<(HeaderRulesConfig Rules, ConfigPath Path)> AllHeaderRules(GatewayConfig config)
    {
        for (int index = 0; index < config.Routes.Count; index++)
        {
            yield return (config.Routes[index].RequestHeaders, Route(index).Key("requestHeaders"));
            yield return (config.Routes[index].ResponseHeaders, Route(index).Key("responseHeaders"));
        }
    }
}
