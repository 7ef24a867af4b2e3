namespace Holdfast.Drills.Running;

/// <summary>Every gateway that drills know, one line each. A naive variant is the same program with the configuration most people run.</summary>
public static class GatewayKinds
{
    public static IReadOnlyList<GatewayKind> All { get; } =
    [
        new HoldfastGateway { Name = "holdfast" },
        new HaproxyGateway { Name = "haproxy" },
        new HaproxyGateway { Name = "haproxy-naive" },
        new NginxGateway { Name = "nginx" },
        new NginxGateway { Name = "nginx-naive" },
        new CaddyGateway { Name = "caddy" },
        new CaddyGateway { Name = "caddy-naive" },
    ];

    public static GatewayKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);
}
