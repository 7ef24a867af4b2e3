using System.Net.Http;
using System.Net.WebSockets;
using Holdfast.Drills.Load;
using Holdfast.Foundation;
using Holdfast.Networking.Linux;

namespace Holdfast.Drills;

/// <summary>A whole origin over the kernel's sockets, as independent clients (the runtime's) see it.</summary>
public sealed class OriginSocketsTests : IDisposable
{
    private readonly Origin origin;
    private readonly Thread thread;
    private readonly HttpClient client = new() { Timeout = TimeSpan.FromSeconds(20) };

    public OriginSocketsTests()
    {
        origin = New(NetworkAddress.FromIPv4(0x7F00_0001, 0));
        origin.Open().ShouldBeNull();
        thread = new Thread(origin.Run) { IsBackground = true };
        thread.Start();
    }

    public void Dispose()
    {
        client.Dispose();
        origin.Stop();
        thread.Join(TimeSpan.FromSeconds(20)).ShouldBeTrue();
        origin.Dispose();
    }

    [Fact]
    public async Task Requests_AreServedManyAtOnceOverKeptConnections()
    {
        string[] bodies = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => client.GetStringAsync($"http://{origin.Address}/{i}")));
        bodies.ShouldAllBe(body => body.Length == 100);
        await client.GetStringAsync($"http://{origin.Address}/again");
        string state = await client.GetStringAsync($"http://{origin.ControlAddress}/state");
        state.ShouldContain("\"admitted\":51,\"completed\":51,");
    }

    /// <summary>Generator and origin know each other's WebSockets: the pings of two seconds are answered, and the origin counts whole sessions.</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public async Task WebSocketsOfTheGenerator_AreHeldToTheirEnd()
    {
        LoadEngine engine = new(new LinuxNetwork(), SystemClock.Instance);
        LoadResult result = await engine.RunAsync(new LoadPlan
        {
            Targets = [origin.Address],
            Duration = TimeSpan.FromSeconds(4),
            Classes = [new TrafficClass { Rate = RateCurve.Constant(10), Session = new SessionPlan { Protocol = SessionProtocol.WebSocket, Length = TimeSpan.FromSeconds(2.5) } }],
        });
        LoadCounts counts = result.Total.Counts;
        counts.SessionsCompleted.ShouldBeInRange(10, 20, counts.ToString());
        (counts.SessionsCut, counts.SessionsRefused, counts.SessionsIntended).ShouldBe((0, 0, 40));
        (await client.GetStringAsync($"http://{origin.ControlAddress}/state")).ShouldContain("\"lostSessions\":0,");
    }

    [Fact]
    public async Task WebSocketOfTheRuntime_IsUnderstood()
    {
        using ClientWebSocket socket = new();
        await socket.ConnectAsync(new Uri($"ws://{origin.Address}/session"), CancellationToken.None);
        byte[] sent = new byte[5000];
        BodyPattern.Write(sent, 0);
        await socket.SendAsync(sent, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
        byte[] received = new byte[6000];
        int length = 0;
        while (length < sent.Length)
        {
            length += (await socket.ReceiveAsync(received.AsMemory(length), CancellationToken.None)).Count;
        }

        received[..length].ShouldBe(sent);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None);
        socket.State.ShouldBe(WebSocketState.Closed);
    }

    [Fact]
    public void AddressInUse_IsSaidWithTheRemedy()
    {
        using Origin second = New(origin.Address);
        second.Open().ShouldBe($"{origin.Address} is in use by another process. Stop it or choose another --address (ss -ltnp shows who it is)");
    }

    [Fact]
    public void AddressOfAnotherMachine_IsSaidWithTheRemedy()
    {
        using Origin stranger = New(NetworkAddress.FromIPv4(0xC000_0201, 8001));
        stranger.Open().ShouldNotBeNull().ShouldStartWith("192.0.2.1:8001 is not an address of this machine. Choose another --address");
    }

    [Fact]
    public void MoreConnectionsThanDescriptors_IsSaidBeforeTheFirst()
    {
        using Origin greedy = New(NetworkAddress.FromIPv4(0x7F00_0001, 0), new OriginBehaviour { MaxConnections = 2_000_000_000 });
        greedy.Open().ShouldNotBeNull().ShouldMatch(@"^2000000000 connections need 2000000128 descriptors and the process may have \d+\. Raise the limit \(ulimit -Hn 2000000128\) or lower --max-connections$");
    }

    private static Origin New(NetworkAddress address, OriginBehaviour? behaviour = null) => new(
        new OriginOptions { Address = address, Control = NetworkAddress.FromIPv4(0x7F00_0001, 0), Name = "real", Behaviour = behaviour ?? new() }, new LinuxNetwork(), SystemClock.Instance);
}
