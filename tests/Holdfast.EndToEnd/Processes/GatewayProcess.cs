using System.Net;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using Holdfast.Foundation;

namespace Holdfast.EndToEnd;

/// <summary>`holdfast run` as operators run it: the real executable in a process of its own.</summary>
internal sealed class GatewayProcess : IDisposable
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Patience.Limit };

    private readonly int adminPort;

    private GatewayProcess(Workplace place, int adminPort, string[] options)
    {
        this.adminPort = adminPort;
        Child = new ChildProcess(place.Path, "dotnet", [Path.Combine(AppContext.BaseDirectory, "holdfast.dll"), "run", "gateway.yaml", .. options]);
        Patience.Until(() => Child.Error.Contains("listening on ", StringComparison.Ordinal) || Child.HasExited, () => $"the gateway to listen; it said: {Child.Error}");
        string line = Child.Error[(Child.Error.IndexOf("listening on ", StringComparison.Ordinal) + "listening on ".Length)..];
        NetworkAddress.TryParse(line[..line.IndexOfAny([';', ','])], out NetworkAddress address).ShouldBeTrue(Child.Error);
        Address = new IPEndPoint(IPAddress.Loopback, address.Port);
    }

    public ChildProcess Child { get; }

    /// <summary>Of the first listener.</summary>
    public IPEndPoint Address { get; }

    public string Url => $"http://{Address}";

    public string Said => Child.Error;

    public long Revision => GetState().GetProperty("config").GetProperty("revision").GetInt64();

    /// <param name="config">All but the admin address, which is added.</param>
    public static GatewayProcess Start(Workplace place, string config, params string[] options)
    {
        int adminPort = Ports.Free();
        place.Write("gateway.yaml", WithAdmin(config, adminPort));
        GatewayProcess gateway = new(place, adminPort, options);
        gateway.WaitForAdmin();
        return gateway;
    }

    /// <summary>Starts another one beside this with the same file, which takes over.</summary>
    public GatewayProcess StartSuccessor(Workplace place) => new(place, adminPort, ["--takeover"]);

    public string WithAdmin(string config) => WithAdmin(config, adminPort);

    public void WaitForAdmin() => Patience.Until(() => TryGetState() is { } state && state.GetProperty("pid").GetInt32() == Child.Pid, () => $"the admin side; the gateway said: {Said}");

    public JsonElement GetState() => TryGetState() ?? throw new IOException($"no state: {Said}");

    /// <summary>The server of this address as the state reports it.</summary>
    public JsonElement StateOf(string serverAddress) => GetState().GetProperty("pools").EnumerateArray().SelectMany(pool => pool.GetProperty("servers").EnumerateArray())
        .Single(server => server.GetProperty("address").GetString() == serverAddress);

    /// <summary>POST /api/config; the configuration is in use when it returns.</summary>
    public void PostConfig(string config)
    {
        using StringContent content = new(WithAdmin(config), Encoding.UTF8, "application/yaml");
        using HttpResponseMessage answer = Http.PostAsync($"http://127.0.0.1:{adminPort}/api/config", content).GetAwaiter().GetResult();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, answer.Content.ReadAsStringAsync().GetAwaiter().GetResult());
    }

    /// <summary>As a monitoring system reads them.</summary>
    public string GetMetrics() => Http.GetStringAsync($"http://127.0.0.1:{adminPort}/metrics").GetAwaiter().GetResult();

    /// <summary>As `holdfast limit POOL SERVER N`.</summary>
    public void FixLimit(string pool, string server, int limit)
    {
        using StringContent content = new($$"""{"limit":{{limit}}}""", Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = Http.PutAsync($"http://127.0.0.1:{adminPort}/api/pools/{pool}/servers/{Uri.EscapeDataString(server)}/limit", content).GetAwaiter().GetResult();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, answer.Content.ReadAsStringAsync().GetAwaiter().GetResult());
    }

    public void Dispose() => Child.Dispose();

    /// <summary>
    /// Without overload protection unless the configuration says otherwise: most tests here ask for all that the machine can do, on purpose,
    /// and want every request answered; what is shed then is looked at where protection is tested.
    /// </summary>
    private static string WithAdmin(string config, int adminPort)
    {
        string protection = config.Contains("protection:", StringComparison.Ordinal) ? string.Empty : "\nprotection: off";
        return $"{config}{protection}\nadmin: {{ address: \"127.0.0.1:{adminPort}\" }}\n";
    }

    private JsonElement? TryGetState()
    {
        Child.HasExited.ShouldBeFalse(Said);
        try
        {
            return JsonDocument.Parse(Http.GetStringAsync($"http://127.0.0.1:{adminPort}/api/state").GetAwaiter().GetResult()).RootElement;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
