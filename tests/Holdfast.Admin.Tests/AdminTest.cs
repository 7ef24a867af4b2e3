using System.Net.Http;
using System.Net;
using System.Text;
using System.Text.Json;
using Holdfast.Configuration;
using Holdfast.Foundation;
using Holdfast.Telemetry;

namespace Holdfast.Admin.Tests;

/// <summary>A real server on a free loopback port and a real client; no redirects, cookies or proxies.</summary>
public abstract class AdminTest : IAsyncLifetime, IDisposable
{
    internal static readonly AdminToken Reader = AdminToken.Create();
    internal static readonly AdminToken Operator = AdminToken.Create();

    private readonly StringWriter eventText = new();
    private readonly HttpClient client = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false });

    internal FakeGateway Gateway { get; } = new();

    internal EventLog Events => field ??= new(eventText, SystemClock.Instance);

    internal AdminServer Server { get; private set; } = null!;

    internal string EventText => eventText.ToString();

    /// <summary>What a request leaves in the event log is written when its answer is on the way.</summary>
    internal async Task EventsShouldContain(string text)
    {
        for (int left = 100; left > 0 && !EventText.Contains(text, StringComparison.Ordinal); left--)
        {
            await Task.Delay(20);
        }

        EventText.ShouldContain(text);
    }

    protected virtual AdminConfig Config => new() { Address = "127.0.0.1:0" };

    protected static IReadOnlyList<TokenConfig> Tokens =>
    [
        new() { Name = "prometheus", Hash = Reader.Hash, Role = TokenRole.Read },
        new() { Name = "anna", Hash = Operator.Hash, Role = TokenRole.Operate },
    ];

    public async Task InitializeAsync()
    {
        AdminStartResult result = await AdminServer.StartAsync(Config, Gateway, Events, SystemClock.Instance, TimeSpan.FromMilliseconds(300), default);
        Server = result.Server.ShouldNotBeNull(result.Failure?.Message);
    }

    public async Task DisposeAsync() => await Server.DisposeAsync();

    public void Dispose()
    {
        client.Dispose();
        eventText.Dispose();
        GC.SuppressFinalize(this);
    }

    protected Uri Url(string path) => new($"http://{Server.BoundAddress}{path}");

    protected async Task<Answer> Send(HttpMethod method, string path, string? body = null, string? type = null, Action<HttpRequestMessage>? change = null)
    {
        using HttpRequestMessage request = new(method, Url(path));
        if (body is not null || type is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body ?? string.Empty));
            if (type is not null)
            {
                request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
            }
        }

        change?.Invoke(request);
        using HttpResponseMessage response = await client.SendAsync(request);
        return new(response.StatusCode, await response.Content.ReadAsStringAsync(), response.Content.Headers.ContentType?.MediaType, Headers(response));
    }

    protected Task<Answer> Get(string path, Action<HttpRequestMessage>? change = null) => Send(HttpMethod.Get, path, change: change);

    protected Task<Answer> PostYaml(string path, string body, Action<HttpRequestMessage>? change = null) =>
        Send(HttpMethod.Post, path, body, "application/yaml", change);

    protected static Action<HttpRequestMessage> Bearer(string secret) => request => request.Headers.Authorization = new("Bearer", secret);

    private static Dictionary<string, string> Headers(HttpResponseMessage response) =>
        response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);

    protected sealed record Answer(HttpStatusCode Status, string Body, string? Type, Dictionary<string, string> Headers)
    {
        public JsonElement Json => JsonDocument.Parse(Body).RootElement;

        public void ShouldBeProblem(int status)
        {
            ((int)Status).ShouldBe(status, Body);
            Type.ShouldBe("application/problem+json");
            Json.GetProperty("type").GetString().ShouldBe("about:blank");
            Json.GetProperty("status").GetInt32().ShouldBe(status);
            Json.GetProperty("title").GetString().ShouldNotBeNullOrEmpty();
            Json.GetProperty("detail").GetString().ShouldNotBeNullOrEmpty();
        }
    }
}
