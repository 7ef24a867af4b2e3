using Holdfast.Drills;
using Holdfast.Foundation;
using Holdfast.Networking.Linux;

namespace Holdfast.EndToEnd.Clients;

/// <summary>One gateway before two nginx servers and, for answers that nginx does not give, a small origin below /origin/.</summary>
public sealed class ClientsFixture : IDisposable
{
    private readonly Workplace place = new();
    private readonly List<NginxServer> servers = [];
    private readonly SmallOrigin origin;
    private readonly GatewayProcess gateway;

    public ClientsFixture()
    {
        servers.AddRange(new[] { "s1", "s2" }.Select(name => new NginxServer(place, name)));
        origin = new SmallOrigin("origin", new LinuxNetwork(), SystemClock.Instance);
        gateway = GatewayProcess.Start(
            place,
            $$"""
            listeners: [{ address: "127.0.0.1:0" }]
            routes: [{ match: { path: "/origin/*" }, pool: origin, stripPrefix: /origin }, { match: { path: "/put/*" }, pool: one }, { pool: shop }]
            pools:
              shop: { servers: ["{{servers[0].Address}}", "{{servers[1].Address}}"] }
              one: { servers: ["{{servers[0].Address}}"] }
              origin: { servers: ["{{origin.Address}}"] }
            workers: 2
            """);
    }

    public string Url => gateway.Url;

    public string Directory => place.Path;

    /// <summary>The only server that takes uploads below /put/.</summary>
    internal NginxServer UploadServer => servers[0];

    internal GatewayProcess Gateway => gateway;

    /// <summary>Runs one scenario of a script; it checks all by itself and ends with 0 when nothing surprised it.</summary>
    public void RunScript(string interpreter, string script, string scenario) =>
        ChildProcess.Run(place.Path, interpreter, Path.Combine(AppContext.BaseDirectory, "Clients", "Scripts", script), Url, scenario);

    public void Dispose()
    {
        gateway.Dispose();
        origin.Dispose();
        servers.ForEach(server => server.Dispose());
        place.Dispose();
    }
}
