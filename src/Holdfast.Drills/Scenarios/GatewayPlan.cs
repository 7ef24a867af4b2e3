namespace Holdfast.Drills.Scenarios;

/// <summary>Which configuration the gateway under test is given.</summary>
public sealed record GatewayPlan
{
    /// <summary>Name of the configurations in drills/peers: requests is haproxy/requests.cfg, nginx/requests.conf and so on.</summary>
    public string Template { get; init; } = "requests";

    /// <summary>Where it serves; {LISTEN}.</summary>
    public string Listen { get; init; } = "127.0.1.100:18080";

    /// <summary>Its API or statistics page; {ADMIN}.</summary>
    public string Admin { get; init; } = "127.0.1.100:19900";

    /// <summary>What an operator of these servers knows and would write into it: {MAXCONN} is replaced by the value of maxconn.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
