using System.Net.Http;
using System.Text;
using System.Text.Json;
using Holdfast.EndToEnd.Kills;
using Xunit.Abstractions;

namespace Holdfast.EndToEnd.Failures;

/// <summary>The disk of a running gateway is full: clients are served, people are called, everybody is told loudly, and all of it is on disk when there is room.</summary>
public sealed class FullDiskTests : IDisposable
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Patience.Limit };

    private readonly ITestOutputHelper output;
    private readonly Workplace place = new();
    private readonly TinyServer server = new(HttpTalk.AlwaysOk);
    private readonly Sinks sinks = new(1);
    private readonly int port = Ports.Free();
    private readonly int adminPort = Ports.Free();
    private readonly SmallDisk disk;

    public FullDiskTests(ITestOutputHelper output)
    {
        this.output = output;
        Directory.CreateDirectory(place.File("state"));
        place.Write("gateway.yaml", $$"""
            listeners: [{ address: "127.0.0.1:{{port}}" }]
            routes: [{ pool: shop }]
            pools: { shop: { servers: [{ address: "{{server.Address}}" }] } }
            workers: 1
            admin: { address: "127.0.0.1:{{adminPort}}" }
            """);
        place.Write("escalation.yaml", $$"""
            channels: { chat: { type: webhook, url: "http://{{sinks.WebhookAddress}}/" } }
            levels: [{ notify: [chat] }]
            """);
        disk = new SmallDisk(place, "state", "dotnet", Path.Combine(AppContext.BaseDirectory, "holdfast.dll"), "run", "gateway.yaml", "--state-dir", "state", "--control-socket", "control.sock");
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void DiskThatIsFull_StopsNothing_IsSaidLoudly_AndHasAllOfItOnceThereIsRoom()
    {
        output.WriteLine(disk.Kind);
        WaitForGateway();
        Open("before").ShouldBeTrue("there is room");
        disk.Fill();
        // What the file has of its own room is used first.
        int notes = 0;
        Patience.Until(() => !Note($"note {++notes} {new string('x', 1900)}"), () => $"the disk to be full; the gateway said: {disk.Child.Error}");

        Open("while it is full").ShouldBeFalse("what only memory has is said to be that");
        for (int request = 0; request < 50; request++)
        {
            Http.GetStringAsync(new Uri($"http://127.0.0.1:{port}/")).GetAwaiter().GetResult().ShouldBe("ok");
        }

        disk.Child.Error.ShouldContain("RECORDS OF INCIDENTS ARE NOT WRITTEN TO DISK");
        Command("status").Output.ShouldContain("RECORDS OF INCIDENTS ARE NOT WRITTEN TO DISK");
        Command("incident", "note", "latest", "from the command line").Error.ShouldContain("kept in memory only");
        Patience.Until(() => sinks.Heard.Select(word => word.Key.Split('.')[1]).Distinct().Count() >= 2, () => "the calls for both incidents, also the one that no disk has");

        disk.MakeRoom();
        Patience.Until(() => Note("there is room again"), () => $"the disk to be used again; the gateway said: {disk.Child.Error}");
        disk.Child.Error.ShouldContain("records of incidents are written to disk again");
        Command("status").Output.ShouldNotContain("NOT WRITTEN");
        Directory.CreateDirectory(place.File("kept"));
        disk.KillAndCopy(place.File("kept"));
        IReadOnlyList<string> kept = KeptRecords.TextsOf(place.File("kept"));
        foreach (string told in new[] { "opened by anna: while it is full", "from the command line", "there is room again", $"note {notes} {new string('x', 1900)}" })
        {
            kept.ShouldContain(told);
        }
    }

    public void Dispose()
    {
        disk.Dispose();
        sinks.Dispose();
        server.Dispose();
        place.Dispose();
    }

    private void WaitForGateway() => Patience.Until(() => disk.Child.HasExited || disk.Child.Error.Contains("is in force", StringComparison.Ordinal), () => $"the gateway; it said: {disk.Child.Error}");

    private bool Open(string title) => Post("api/incidents", new { title, @as = "anna" });

    private bool Note(string text) => Post("api/incidents/latest/notes", new { text, @as = "ben" });

    /// <returns>Whether it is on disk.</returns>
    private bool Post(string path, object wish)
    {
        using StringContent content = new(JsonSerializer.Serialize(wish), Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = Http.PostAsync(new Uri($"http://127.0.0.1:{adminPort}/{path}"), content).GetAwaiter().GetResult();
        string body = answer.Content.ReadAsStringAsync().GetAwaiter().GetResult();
        answer.IsSuccessStatusCode.ShouldBeTrue(body);
        return JsonDocument.Parse(body).RootElement.GetProperty("durable").GetBoolean();
    }

    private (string Output, string Error) Command(params string[] words)
    {
        using ChildProcess command = new(place.Path, "dotnet", [Path.Combine(AppContext.BaseDirectory, "holdfast.dll"), .. words, "--admin", $"127.0.0.1:{adminPort}"]);
        // `status` ends with 1 while something is wrong.
        command.WaitForExit(Patience.Limit).ShouldBeLessThan(2, command.Error);
        return (command.Output, command.Error);
    }
}
