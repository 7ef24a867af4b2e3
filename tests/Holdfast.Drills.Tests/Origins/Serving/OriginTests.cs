using Holdfast.Networking;

namespace Holdfast.Drills;

/// <summary>Requests, workers, queue, connections: what a whole origin does in virtual time.</summary>
public class OriginTests
{
    [Fact]
    public void Request_IsAnsweredAfterTheServiceTime()
    {
        using OriginStage stage = new();
        OriginPeer peer = stage.Get("/anything?x=1");
        stage.RunFor(4.9);
        peer.Answers.ShouldBe(0);
        stage.RunFor(1);
        peer.AtMilliseconds.ShouldBe(5, 0.1);
        peer.Received.ShouldStartWith("HTTP/1.1 200 OK\r\nX-Origin: a\r\n");
        peer.Received.ShouldContain("Content-Length: 100\r\n");
        peer.Received.ShouldEndWith("\r\n\r\n" + string.Concat(Enumerable.Range(0, 100).Select(i => (char)BodyPattern.At(i))));
        (stage.Counts.Admitted, stage.Counts.Completed).ShouldBe((1, 1));
    }

    [Fact]
    public void RequestsPastTheWorkers_WaitInOrder_AndPastTheQueueGet503()
    {
        using OriginStage stage = new(new OriginBehaviour { Workers = 1, Queue = 2 });
        OriginPeer[] peers = [.. Enumerable.Range(0, 4).Select(_ => stage.Get("/"))];
        stage.RunFor(1);
        (stage.Origin.InFlight, stage.Origin.Queued).ShouldBe((3, 2));
        stage.RunFor(20);
        peers.Select(peer => peer.Status).ShouldBe([200, 200, 200, 503]);
        peers.Select(peer => Math.Round(peer.AtMilliseconds)).ShouldBe([5, 10, 15, 0]);
        (stage.Counts.Refused, stage.Counts.PeakInFlight).ShouldBe((1, 3));
    }

    [Fact]
    public void ExpensiveWork_TakesTimesAsLong()
    {
        using OriginStage stage = new();
        OriginPeer peer = stage.Get("/work?a=b&cost=10x");
        stage.RunFor(60);
        peer.AtMilliseconds.ShouldBe(50, 0.1);
    }

    [Fact]
    public void ConnectionsPastTheCap_HangUntilOneEnds()
    {
        using OriginStage stage = new(new OriginBehaviour { MaxConnections = 2 });
        OriginPeer[] peers = [.. Enumerable.Range(0, 3).Select(_ => stage.Get("/healthz"))];
        stage.RunFor(1000);
        peers.Select(peer => peer.Answers).ShouldBe([1, 1, 0]);
        peers[2].Connected.ShouldBeTrue("the kernel accepts for it");
        peers[0].Close();
        stage.RunFor(1);
        peers[2].Status.ShouldBe(200);
        stage.Counts.PeakConnections.ShouldBe(2);
    }

    [Fact]
    public void ConnectionsPastTheCap_AreResetWhenTheyAreToBeRefused()
    {
        using OriginStage stage = new(new OriginBehaviour { MaxConnections = 1, AtCap = AtCap.Refuse });
        OriginPeer first = stage.Get("/");
        OriginPeer second = stage.Get("/");
        stage.RunFor(10);
        first.Status.ShouldBe(200);
        second.Ended.ShouldBe(IoStatus.Reset);
        stage.Counts.RefusedConnections.ShouldBe(1);
    }

    [Fact]
    public void Health_IsAnsweredAtOnceThoughAllWorkersAreBusy()
    {
        using OriginStage stage = new(new OriginBehaviour { Workers = 1, Queue = 0 });
        stage.Get("/");
        OriginPeer health = stage.Get("/healthz");
        stage.RunFor(1);
        health.Status.ShouldBe(200);
        (stage.Counts.HealthChecks, stage.Counts.Admitted).ShouldBe((1, 1));
    }

    [Fact]
    public void PipelinedRequests_AreServedOneAfterTheOther()
    {
        using OriginStage stage = new();
        OriginPeer peer = stage.Connect();
        peer.Send("GET /a HTTP/1.1\r\nHost: x\r\n\r\nPOST /b HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabcHEAD /c HTTP/1.1\r\nHost: x\r\n\r\nGET /d HT");
        stage.RunFor(30);
        peer.Answers.ShouldBe(3);
        peer.AtMilliseconds.ShouldBe(15, 0.1);
        peer.Received.ShouldEndWith("\r\n\r\n");
        peer.Send("TP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        stage.RunFor(10);
        peer.Answers.ShouldBe(4);
        peer.Ended.ShouldBe(IoStatus.EndOfStream);
        stage.Origin.Connections.ShouldBe(0);
    }

    [Fact]
    public void BodyInPieces_IsReadToItsEndFirst()
    {
        using OriginStage stage = new();
        OriginPeer peer = stage.Connect();
        peer.Send("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n");
        stage.RunFor(1);
        peer.Received.ShouldBe("HTTP/1.1 100 Continue\r\n\r\n");
        foreach (char letter in "5\r\nhello\r\n0\r\n\r")
        {
            peer.Send(letter.ToString());
            stage.RunFor(1);
        }

        peer.Answers.ShouldBe(1);
        peer.Send("\n");
        stage.RunFor(6);
        peer.Answers.ShouldBe(2);
    }

    [Fact]
    public void MalformedRequest_IsRefusedAndClosed()
    {
        using OriginStage stage = new();
        OriginPeer peer = stage.Connect();
        peer.Send("GET  / HTTP/1.1\r\n\r\n");
        stage.RunFor(1);
        peer.Status.ShouldBe(400);
        peer.Ended.ShouldBe(IoStatus.EndOfStream);
    }

    [Fact]
    public void ClientThatLeaves_IsWorkedForAllTheSame()
    {
        using OriginStage stage = new(new OriginBehaviour { Workers = 1 });
        OriginPeer impatient = stage.Get("/");
        stage.RunFor(1);
        impatient.Close();
        OriginPeer next = stage.Get("/");
        stage.RunFor(20);
        next.AtMilliseconds.ShouldBe(10, 0.1);
        (stage.Counts.Abandoned, stage.Counts.Completed).ShouldBe((1, 1));
        next.Close();
        stage.RunFor(1);
        stage.Origin.Connections.ShouldBe(0);
    }

    [Fact]
    public void ErrorRate_IsKept()
    {
        using OriginStage stage = new(new OriginBehaviour { ErrorRate = 0.2 }, backlog: 1000);
        for (int i = 0; i < 1000; i++)
        {
            stage.Get("/");
        }

        stage.RunFor(10);
        stage.Counts.Errors.ShouldBeInRange(160, 240);
        (stage.Counts.Errors + stage.Counts.Completed).ShouldBe(1000);
    }

    [Fact]
    public void LargeBody_ArrivesWholeThoughTheClientIsSlow()
    {
        using OriginStage stage = new(new OriginBehaviour { BodyBytes = 300_000 });
        stage.Network.FaultsOf(OriginStage.Address).SendBytesMax = 7000;
        OriginPeer peer = stage.Get("/");
        stage.RunFor(10);
        peer.Received.Length.ShouldBe(300_000 + peer.Received.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4);
    }

    [Fact]
    public void ColdStart_IsSlowAtFirst()
    {
        using OriginStage stage = new(new OriginBehaviour { Cold = new ColdStart(TimeSpan.FromSeconds(10), 5) });
        OriginPeer first = stage.Get("/");
        stage.RunFor(5000);
        OriginPeer second = stage.Get("/");
        stage.RunFor(5000);
        OriginPeer third = stage.Get("/");
        stage.RunFor(100);
        first.AtMilliseconds.ShouldBe(25, 0.2);
        second.AtMilliseconds.ShouldBe(5015, 0.2);
        third.AtMilliseconds.ShouldBe(10_005, 0.2);
    }

    [Fact]
    public void NoDescriptorLeft_IsCountedAndTriedAgain()
    {
        using OriginStage stage = new();
        OriginPeer peer = stage.Get("/");
        stage.Network.DescriptorLimit = stage.Network.OpenCount;
        stage.RunFor(200);
        peer.Answers.ShouldBe(0);
        stage.Counts.AcceptFailures.ShouldBeInRange(2, 10);
        stage.Network.DescriptorLimit = 100;
        stage.RunFor(100);
        peer.Status.ShouldBe(200);
    }
}
