using System.Net.Http;
using System.Text.Json;

namespace Holdfast.EndToEnd.Kills;

/// <summary>
/// A gateway in front of a shop whose servers die, with clients that go on asking, receivers for its calls, and people at work. Its process
/// comes and goes; all else stays.
/// </summary>
internal sealed class Stage : IDisposable
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(5) };

    private readonly Workplace place = new();
    private readonly TinyServer[] servers = [.. Enumerable.Range(0, 4).Select(_ => new TinyServer(HttpTalk.AlwaysOk))];
    private readonly int port = Ports.Free();
    private readonly int adminPort = Ports.Free();
    private readonly Crowd crowd;
    private readonly Operators[] people;
    private readonly List<string> told = [];

    public Stage(ulong seed)
    {
        Sinks = new Sinks(seed);
        place.Write("gateway.yaml", Config());
        place.Write("escalation.yaml", Policy());
        crowd = new Crowd($"127.0.0.1:{port}");
        people = [.. Enumerable.Range(1, 3).Select(number => new Operators(adminPort, seed + (ulong)number))];
    }

    public Sinks Sinks { get; }

    public string StateDirectory => place.File("state");

    /// <summary>Words of people's acts that were answered.</summary>
    public IReadOnlyCollection<string> Promised => [.. people.SelectMany(one => one.Promised), .. told];

    public int Undurable => people.Sum(one => one.Undurable);

    public ChildProcess StartGateway() => Holdfast("run", "gateway.yaml", "--state-dir", "state", "--control-socket", "control.sock", "--drain", "1s");

    public void WaitUntilItServes(ChildProcess gateway)
    {
        Patience.Until(() => gateway.HasExited || Get("healthz") is not null, () => $"the gateway; it said: {gateway.Error}");
        gateway.HasExited.ShouldBeFalse(gateway.Error);
    }

    /// <summary>Until detection has opened an incident of its own.</summary>
    public void WaitUntilItIsSeen(ChildProcess gateway) => Patience.Until(() => Get("api/incidents")?.Contains("\"openedBy\":\"detection\"", StringComparison.Ordinal) == true, () => $"detection; the gateway said: {gateway.Error}");

    /// <summary>All servers of the pool: nobody is served any more.</summary>
    public void KillServers(bool ofShop) => Array.ForEach(ServersOf(ofShop), server => server.Stop());

    public void RestartServers() => Array.ForEach(servers, server => server.Start());

    /// <summary>A note by the command line, whatever befalls the gateway meanwhile.</summary>
    public ChildProcess BeginCommand(string word) => Holdfast("incident", "note", "latest", $"seen from the command line: {word}", "--as", "dora", "--admin", $"127.0.0.1:{adminPort}");

    /// <summary>Its word is promised when the command said so.</summary>
    public void EndCommand(ChildProcess command, string word)
    {
        if (command.WaitForExit(Patience.Limit) == 0)
        {
            told.Add(word);
        }

        command.Dispose();
    }

    public void EndWork() => Array.ForEach(people, one => one.Dispose());

    /// <summary>Messages that were queued and not delivered; null before the policy is read.</summary>
    public int? Waiting()
    {
        if (Get("api/escalation") is not { } text)
        {
            return null;
        }

        using JsonDocument answer = JsonDocument.Parse(text);
        return answer.RootElement.GetProperty("channels").GetArrayLength() > 0 ? answer.RootElement.GetProperty("waiting").GetInt32() : null;
    }

    public void Dispose()
    {
        EndWork();
        crowd.Dispose();
        Sinks.Dispose();
        Array.ForEach(servers, server => server.Dispose());
        place.Dispose();
    }

    /// <summary>Null while nobody answers.</summary>
    private string? Get(string path)
    {
        try
        {
            return Http.GetStringAsync(new Uri($"http://127.0.0.1:{adminPort}/{path}")).GetAwaiter().GetResult();
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }

    private ChildProcess Holdfast(params string[] words) => new(place.Path, "dotnet", [Path.Combine(AppContext.BaseDirectory, "holdfast.dll"), .. words]);

    private TinyServer[] ServersOf(bool ofShop) => ofShop ? servers[..2] : servers[2..3];

    private string Config() =>
        $$"""
        listeners: [{ address: "127.0.0.1:{{port}}" }]
        routes: [{ match: { path: /files/* }, pool: files }, { pool: shop }]
        pools:
          shop: { servers: [{ address: "{{servers[0].Address}}" }, { address: "{{servers[1].Address}}" }] }
          files: { servers: [{ address: "{{servers[2].Address}}" }] }
          warehouse: { servers: [{ address: "{{servers[3].Address}}" }] }
        workers: 1
        admin: { address: "127.0.0.1:{{adminPort}}" }

        """;

    private string Policy() =>
        $$"""
        team: shop team
        channels:
          chat: { type: webhook, url: "http://{{Sinks.WebhookAddress}}/incidents" }
          mail: { type: smtp, server: "{{Sinks.MailAddress}}", from: gateway@example.org, to: [duty@example.org] }
        contacts:
          desk: { channels: [chat] }
          duty: { channels: [mail] }
        levels:
          - { notify: [desk, duty] }
          - { notify: [desk, duty], after: 2s }
        groupFor: 0s

        """;
}
