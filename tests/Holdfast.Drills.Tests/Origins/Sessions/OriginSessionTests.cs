using Holdfast.Networking;

namespace Holdfast.Drills;

/// <summary>Sessions of a whole origin in virtual time: long polls, WebSocket, TCP echo.</summary>
public class OriginSessionTests
{
    private const string Upgrade = "GET /terminal HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

    // "hi", masked with zeros.
    private static readonly byte[] Hello = [0x81, 0x82, 0, 0, 0, 0, (byte)'h', (byte)'i'];

    [Fact]
    public void LongPoll_IsHeldAndThenAnswered()
    {
        using OriginStage stage = new();
        OriginPeer peer = stage.Get("/session?for=2s");
        stage.RunFor(1000);
        (stage.Origin.Sessions, peer.Answers).ShouldBe((1, 0));
        stage.RunFor(1001);
        peer.Status.ShouldBe(200);
        peer.AtMilliseconds.ShouldBe(2000, 0.2);
        stage.Origin.Sessions.ShouldBe(0);
        (stage.Counts.OpenedSessions, stage.Counts.PeakSessions, stage.Counts.LostSessions).ShouldBe((1, 1, 0));
    }

    [Fact]
    public void LongPollWhoseClientLeaves_EndsItsSession()
    {
        using OriginStage stage = new();
        OriginPeer peer = stage.Get("/session");
        stage.RunFor(10);
        peer.Close();
        stage.RunFor(1);
        (stage.Origin.Sessions, stage.Origin.Connections, stage.Counts.LostSessions).ShouldBe((0, 0, 0));
    }

    [Fact]
    public void WebSocket_EchoesFramesAfterTheServiceTime()
    {
        using OriginStage stage = new();
        OriginPeer peer = stage.Connect();
        // The first frame comes with the handshake already, and two at once.
        peer.Send([.. Upgrade.Select(letter => (byte)letter), .. Hello, .. Hello]);
        stage.RunFor(1);
        peer.Received.ShouldStartWith("HTTP/1.1 101 Switching Protocols\r\n");
        peer.Received.ShouldEndWith("\r\n\r\n");
        stage.RunFor(20);
        peer.Received.ShouldEndWith("\r\n\r\n\u0081\u0002hi\u0081\u0002hi");
        peer.AtMilliseconds.ShouldBe(10, 0.2);
        stage.Origin.Sessions.ShouldBe(1);

        peer.Send([0x88, 0x82, 0, 0, 0, 0, 3, 232]);
        stage.RunFor(1);
        peer.Received.ShouldEndWith("\u0088\u0002\u0003\u00e8");
        peer.Ended.ShouldBe(IoStatus.EndOfStream);
        stage.Origin.Sessions.ShouldBe(0);
    }

    [Fact]
    public void BrokenFrame_EndsTheSession()
    {
        using OriginStage stage = new();
        OriginPeer peer = stage.Connect();
        peer.Send([.. Upgrade.Select(letter => (byte)letter), 0x81, 0x01, (byte)'x']);
        stage.RunFor(1);
        peer.Ended.ShouldNotBe(IoStatus.WouldBlock);
        stage.Origin.Sessions.ShouldBe(0);
    }

    [Fact]
    public void UpgradeWithoutAKey_IsRefused()
    {
        using OriginStage stage = new();
        OriginPeer peer = stage.Connect();
        peer.Send("GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
        stage.RunFor(1);
        peer.Status.ShouldBe(400);
    }

    [Fact]
    public void TcpEcho_SaysTheSameAServiceTimeLater()
    {
        using OriginStage stage = new(echo: true);
        OriginPeer peer = stage.Connect();
        peer.Send("ls -l\n");
        stage.RunFor(10);
        (peer.Received, stage.Origin.Sessions).ShouldBe(("ls -l\n", 1));
        peer.AtMilliseconds.ShouldBe(5, 0.2);
        peer.Close();
        stage.RunFor(1);
        stage.Origin.Sessions.ShouldBe(0);
    }

    [Fact]
    public void TooManySessions_SlowEverythingAndThenKill()
    {
        using OriginStage stage = new(new OriginBehaviour { Sessions = 4, DeathRestart = TimeSpan.FromSeconds(10) });
        List<OriginPeer> sessions = [.. Enumerable.Range(0, 6).Select(_ => stage.Get("/session"))];
        stage.RunFor(1);
        double begun = stage.NowMilliseconds;
        OriginPeer request = stage.Get("/");
        stage.RunFor(100);
        // 6 of 4 is the edge of death: ten times as slow.
        (request.AtMilliseconds - begun).ShouldBe(50, 0.5);

        stage.Get("/session");
        stage.RunFor(1);
        sessions.ShouldAllBe(session => session.Ended == IoStatus.Reset);
        (stage.Counts.Deaths, stage.Counts.LostSessions, stage.Counts.PeakSessions, stage.Origin.Sessions).ShouldBe((1, 7, 7, 0));
    }

    [Fact]
    public void SessionsLostToADeath_AreCountedOnce()
    {
        using OriginStage stage = new();
        stage.Get("/session");
        OriginPeer over = stage.Get("/session?for=1s");
        stage.RunFor(1100);
        over.Status.ShouldBe(200);
        stage.Origin.Life.Die(restartAfter: null);
        stage.Origin.Life.Die(restartAfter: null);
        (stage.Counts.LostSessions, stage.Counts.Deaths).ShouldBe((1, 1));
    }
}
