using System.Net;
using Holdfast.Foundation;
using Holdfast.Incidents;
using Holdfast.Storage.Records;
using Holdfast.Telemetry;

namespace Holdfast.Cli.Tests;

public sealed class EscalationSideTests : IDisposable
{
    private readonly Workplace workplace = new();
    private readonly VirtualClock clock = new();
    private readonly StringWriter text = new();
    private readonly TextWriter log;
    private readonly RecordStore store;
    private readonly EventLog events;

    public EscalationSideTests()
    {
        log = TextWriter.Synchronized(text);
        events = new EventLog(log, clock);
        store = new RecordStore(new RecordStoreOptions { Path = null }, clock, events);
    }

    public void Dispose()
    {
        store.Dispose();
        workplace.Dispose();
    }

    [Fact]
    public void Heartbeat_BeatsAsOftenAsThePolicySays()
    {
        using HttpListener watch = new();
        string url = $"http://127.0.0.1:{Workplace.FreePort()}/holdfast/";
        watch.Prefixes.Add(url);
        watch.Start();
        using EscalationSide side = Side(url);
        side.Tick();
        Beat(watch).ShouldBe("GET /holdfast/");
        Task first = side.LastBeat;
        clock.Advance(TimeSpan.FromSeconds(59));
        side.Tick();
        side.LastBeat.ShouldBeSameAs(first, "a minute has not passed");
        clock.Advance(TimeSpan.FromSeconds(1));
        side.Tick();
        side.LastBeat.ShouldNotBeSameAs(first);
        Beat(watch).ShouldBe("GET /holdfast/");
    }

    [Fact]
    public async Task HeartbeatThatReachesNobody_IsSaidOnce()
    {
        using EscalationSide side = Side($"http://127.0.0.1:{Workplace.FreePort()}/");
        for (int beat = 0; beat < 3; beat++)
        {
            Task before = side.LastBeat;
            side.Tick();
            side.LastBeat.ShouldNotBeSameAs(before);
            await side.LastBeat.WaitAsync(HoldfastProcess.Patience);
            Warnings().ShouldBe(1, $"after beat {beat + 1}");
            clock.Advance(TimeSpan.FromMinutes(1));
        }
    }

    [Theory]
    [InlineData(404)]
    [InlineData(500)]
    public async Task HeartbeatThatIsAnsweredWithNo_WasNotHeard(int status)
    {
        using HttpListener watch = new();
        string url = $"http://127.0.0.1:{Workplace.FreePort()}/gone/";
        watch.Prefixes.Add(url);
        watch.Start();
        using EscalationSide side = Side(url);
        side.Tick();
        Beat(watch, status).ShouldBe("GET /gone/");
        await side.LastBeat.WaitAsync(HoldfastProcess.Patience);
        Warnings().ShouldBe(1);
    }

    [Fact]
    public void PolicyThatIsWrittenAfterTheStart_ComesIntoForce_AndStaysWhenItsFileGoes()
    {
        string path = workplace.File("escalation.yaml");
        using EscalationSide side = new(new IncidentBook(store), path, clock, events);
        side.Tick();
        side.Desk.Channels.ShouldBeEmpty();
        Lines().ShouldNotContain(line => line.Contains("escalation-policy", StringComparison.Ordinal), "nothing is wrong yet");
        workplace.Write("escalation.yaml", "channels: { hook: { type: webhook, url: \"http://127.0.0.1:1/\" } }\nlevels: [ { notify: [hook] } ]\n");
        clock.Advance(TimeSpan.FromSeconds(5));
        side.Tick();
        side.Desk.Channels.ShouldBe(["hook"]);
        File.Delete(path);
        clock.Advance(TimeSpan.FromSeconds(5));
        side.Tick();
        side.Desk.Channels.ShouldBe(["hook"]);
        Lines().Count(line => line.Contains("is gone: the one before stays in force", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Theory]
    [InlineData(new byte[] { 0x74, 0xE4, 0x0A }, "the file is not UTF-8 text. Save it as UTF-8, or check that this is the right file.")]
    [InlineData(new byte[] { 0x0A }, "the file is empty. A policy needs channels and levels: see docs/operating/incidents.md.")]
    public void PolicyThatIsNoText_IsRefusedInTheWordsOfTheCheck_Once_AndReadWhenItIsMended(byte[] bytes, string reason)
    {
        string path = workplace.File("escalation.yaml");
        File.WriteAllBytes(path, bytes);
        using EscalationSide side = new(new IncidentBook(store), path, clock, events);
        for (int look = 0; look < 3; look++)
        {
            side.Tick();
            clock.Advance(TimeSpan.FromSeconds(5));
        }

        Lines().Count(line => line.Contains($"{path} cannot be read: {reason}", StringComparison.Ordinal)).ShouldBe(1);
        side.Desk.Channels.ShouldBeEmpty();
        workplace.Write("escalation.yaml", "channels: { hook: { type: webhook, url: \"http://127.0.0.1:1/\" } }\nlevels: [ { notify: [hook] } ]\n");
        side.Tick();
        side.Desk.Channels.ShouldBe(["hook"]);
    }

    private int Warnings() => Lines().Count(line => line.Contains("the heartbeat does not reach 127.0.0.1", StringComparison.Ordinal));

    private string[] Lines()
    {
        lock (log)
        {
            return text.ToString().Split('\n');
        }
    }

    private EscalationSide Side(string url)
    {
        string policy = workplace.Write("escalation.yaml", $$"""
            channels:
              chat: { type: webhook, url: "http://127.0.0.1:1/" }
            levels:
              - { notify: [chat] }
            heartbeat: { url: "{{url}}", every: 1m }
            """);
        return new EscalationSide(new IncidentBook(store), policy, clock, events);
    }

    private static string Beat(HttpListener watch, int status = 200)
    {
        Task<HttpListenerContext> arrived = watch.GetContextAsync();
        arrived.Wait(HoldfastProcess.Patience).ShouldBeTrue("no beat came");
        string line = $"{arrived.Result.Request.HttpMethod} {arrived.Result.Request.Url!.AbsolutePath}";
        arrived.Result.Response.StatusCode = status;
        arrived.Result.Response.Close();
        return line;
    }
}
