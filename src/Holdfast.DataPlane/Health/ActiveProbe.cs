using System.Text;
using Holdfast.Foundation;
using Holdfast.Http1;
using Holdfast.Networking;

namespace Holdfast.DataPlane.Health;

/// <summary>
/// One probe of one server: a connect, and for HTTP a request and the head of its answer. Where no path is configured and a connect does not
/// tell enough, it asks <c>OPTIONS *</c>, which concerns no resource (RFC 9110 section 9.3.7): any answer shows that somebody is there. The connection is closed afterwards, so that a
/// probe also proves that the server still accepts. Prober thread only.
/// </summary>
internal sealed class ActiveProbe : TimerNode, IReadinessHandler
{
    // A trial connect of a server without probes of its own.
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(2);

    // While others have the connections that there may be, which end in milliseconds where nothing takes long.
    private const long PlaceLookNanoseconds = 20_000_000;

    private readonly HealthProber prober;
    private readonly ScheduledProbe probe;
    private readonly byte[] received = new byte[HeadLimits.Default.HeadBytes];
    private readonly ResponseHead response = new(HeadLimits.Default);
    private SocketId connection = SocketId.None;
    private int receivedBytes;
    private bool isCounted;
    private bool began;
    private bool connected;

    public ActiveProbe(HealthProber prober, ScheduledProbe probe)
    {
        this.prober = prober;
        this.probe = probe;
    }

    /// <summary>Connects as soon as the server may have one connection more.</summary>
    public void Begin()
    {
        ServerState server = probe.Server;
        isCounted = isCounted || server.TryBeginProbe();
        if (isCounted && server.MayProbe)
        {
            Connect();
            return;
        }

        // A probe that waits for a place proves nothing about the server.
        probe.Health.ProbeStartedAt = 0;
        prober.OnPlaceNeeded(server);
        prober.Timers.Schedule(this, prober.Now() + PlaceLookNanoseconds);
    }

    private void Connect()
    {
        began = true;
        probe.StartedAt = probe.Health.ProbeStartedAt = Math.Max(1, prober.Now());
        TimeSpan timeout = probe.Config?.Timeout ?? DefaultTimeout;
        prober.Timers.Schedule(this, prober.Now() + TimeoutsSnapshot.Nanoseconds(timeout));
        IoStatus status = prober.Loop.Connect(probe.Server.Address, this, out connection);
        if (status == IoStatus.Done)
        {
            Connected();
        }
        else if (status != IoStatus.InProgress)
        {
            Fail("connect", status);
        }
    }

    public void OnReady(SocketId socket, Readiness readiness)
    {
        if (!connected)
        {
            IoStatus status = prober.Loop.FinishConnect(connection);
            if (status == IoStatus.InProgress)
            {
                return;
            }

            if (status != IoStatus.Done)
            {
                Fail("connect", status);
                return;
            }

            Connected();
        }
        else
        {
            Receive();
        }
    }

    protected override void OnDue(long nowNanoseconds)
    {
        if (began)
        {
            End(false, connected ? "no answer in time" : "no connection in time", gotNothing: receivedBytes == 0);
        }
        else if (probe.Removed)
        {
            Leave();
        }
        else
        {
            Begin();
        }
    }

    private void Connected()
    {
        connected = true;
        // Whatever it answers: that it accepts no connections is not true.
        probe.Health.Trust();
        string? path = probe.Config?.Path;
        // It may have fallen silent since the probe began: the kernel has accepted for it, which says nothing.
        if (path is null && !probe.NeedsAnswer && !probe.Health.NeedsAnswer)
        {
            End(true, "accepts connections");
            return;
        }

        byte[] request = Encoding.ASCII.GetBytes(
            $"{(path is null ? "OPTIONS *" : $"GET {path}")} HTTP/1.1\r\nHost: {probe.Config?.Host ?? probe.Server.Address.ToString()}\r\nUser-Agent: holdfast-health\r\nAccept: */*\r\nConnection: close\r\n\r\n");
        IoResult sent = prober.Loop.Send(connection, request);
        if (sent.Status != IoStatus.Done || sent.Bytes < request.Length)
        {
            Fail("send", sent.Status);
        }
    }

    private void Receive()
    {
        while (receivedBytes < received.Length)
        {
            IoResult result = prober.Loop.Receive(connection, received.AsSpan(receivedBytes));
            if (result.Status == IoStatus.WouldBlock)
            {
                return;
            }

            if (!result.IsDone)
            {
                Fail("answer", result.Status);
                return;
            }

            receivedBytes += result.Bytes;
            ParseStatus parsed = ResponseParser.Parse(received.AsSpan(0, receivedBytes), response, HttpMethod.Get, HeadLimits.Default);
            if (parsed != ParseStatus.NeedMore)
            {
                Judge(parsed);
                return;
            }
        }

        End(false, "answer: head too large");
    }

    private void Judge(ParseStatus parsed)
    {
        if (parsed == ParseStatus.Rejected)
        {
            End(false, $"answer: {Rejections.Of(response.Rejection).Text}");
            return;
        }

        bool good = probe.Config?.Path is null || ExpectedStatus.Parse(probe.Config.ExpectStatus).Contains(response.StatusCode);
        End(good, $"status {response.StatusCode}");
    }

    private void Fail(string step, IoStatus status)
    {
        if (Shortage.IsOurs(status))
        {
            Release();
            prober.EndedUnproven(probe);
            return;
        }

        End(false, $"{step}: {status}");
    }

    private void End(bool good, string result, bool gotNothing = false)
    {
        if (!good)
        {
            probe.Health.Stillness.NoteProbe(gotNothing);
        }

        Release();
        if (connected)
        {
            // Again: connects that timed out while it waited for its answer have raised the doubt anew, and it has a connection.
            probe.Health.Trust();
        }

        prober.Ended(probe, good, result);
    }

    private void Release()
    {
        prober.Timers.Cancel(this);
        if (!connection.IsNone)
        {
            // RST instead of FIN: thousands of probes must not leave as many ports in TIME_WAIT.
            prober.Loop.Abort(connection);
        }

        Leave();
    }

    private void Leave()
    {
        if (isCounted)
        {
            isCounted = false;
            probe.Server.EndProbe();
        }
    }
}
