using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Holdfast.Admin;
using Holdfast.Drills;
using Holdfast.Foundation;
using Holdfast.Networking.Linux;

namespace Holdfast.Cli.Tests;

/// <summary>`holdfast run` under traffic: reload, drain and the commands that speak to it, with real processes.</summary>
public class RunCommandSignalTests
{
    [Fact]
    public void Reload_OfGoodAndBadFiles_LosesNoRequest()
    {
        using Workplace workplace = new();
        using SmallOrigin first = new("first", new LinuxNetwork(), SystemClock.Instance);
        using SmallOrigin second = new("second", new LinuxNetwork(), SystemClock.Instance);
        int admin = Workplace.FreePort();
        string file = workplace.WriteConfig(admin, first.Address);
        using HoldfastProcess holdfast = HoldfastProcess.Start(workplace.Path, "run", file, "--seed", "7");
        NetworkAddress listener = holdfast.WaitForListener();
        holdfast.Error.ShouldMatch(@"^holdfast 0\.1\.0: listening on 127\.0\.0\.1:\d+; pools shop \(1 server\); admin http://127\.0\.0\.1:\d+; 1 workers; seed 7\n");
        using GentleClient client = new(listener, new LinuxNetwork(), SystemClock.Instance, new GentleClientOptions { RequestsPerSecond = 200 });
        holdfast.Until(() => client.Tally.Answered > 20, "traffic");

        workplace.WriteConfig(admin, second.Address);
        holdfast.Signal("HUP");
        holdfast.WaitForError("configuration applied: revision 2");
        holdfast.Until(() => client.Tally.AnswersByServer.ContainsKey("second"), "the new server's answers");
        long answeredByFirst = client.Tally.AnswersByServer["first"];

        workplace.Write("gateway.yaml", "listeners: nonsense");
        holdfast.Signal("HUP");
        holdfast.WaitForError("configuration refused, revision 2 stays in use");
        long answered = client.Tally.Answered;
        holdfast.Until(() => client.Tally.Answered > answered + 50, "traffic after the refused file");

        client.Stop();
        holdfast.Until(() => client.Tally.Answered + client.Tally.Failed == client.Tally.Sent, "the last answers");
        client.Tally.Failed.ShouldBe(0);
        client.Tally.AnswersByStatus.Keys.ShouldBe([200]);
        (client.Tally.AnswersByServer["first"] - answeredByFirst).ShouldBeLessThan(5);

        CheckState(workplace, admin);
        CheckReloadCommand(workplace, admin, second.Address);
        holdfast.Signal("TERM");
        client.Dispose();
        holdfast.WaitForExit().ExitCode.ShouldBe(0);
        Directory.GetFiles(workplace.File(".local/state/holdfast"), "*.yaml").Length.ShouldBe(3);
    }

    [Fact]
    public async Task Drain_FinishesTheRequestInFlight_AndRefusesNewClients()
    {
        using Workplace workplace = new();
        using SmallOrigin origin = new("only", new LinuxNetwork(), SystemClock.Instance);
        int admin = Workplace.FreePort();
        using HoldfastProcess holdfast = HoldfastProcess.Start(workplace.Path, "run", workplace.WriteConfig(admin, origin.Address));
        NetworkAddress listener = holdfast.WaitForListener();
        holdfast.Until(() => Answers(admin, "readyz") == 200, "the admin side");
        using TcpClient client = new();
        await client.ConnectAsync(listener.ToIPAddress(), listener.Port);
        await client.GetStream().WriteAsync("GET /delay/2000 HTTP/1.1\r\nHost: test\r\n\r\n"u8.ToArray());
        holdfast.Until(() => origin.RequestCount == 1, "the request at the server");

        holdfast.Signal("TERM");
        holdfast.WaitForError("draining");
        Answers(admin, "readyz").ShouldBe(503);
        holdfast.Until(() => !Connects(listener), "the listener to close");

        using StreamReader answer = new(client.GetStream(), Encoding.ASCII);
        string text = await answer.ReadToEndAsync();
        text.ShouldStartWith("HTTP/1.1 200 OK\r\n");
        text.ShouldContain("Connection: close");
        text.ShouldContain("only GET /delay/2000");
        holdfast.WaitForExit().ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task SecondInterrupt_DoesNotWait()
    {
        using Workplace workplace = new();
        using SmallOrigin origin = new("only", new LinuxNetwork(), SystemClock.Instance);
        using HoldfastProcess holdfast = HoldfastProcess.Start(workplace.Path, "run", workplace.WriteConfig(Workplace.FreePort(), origin.Address));
        NetworkAddress listener = holdfast.WaitForListener();
        using TcpClient client = new();
        await client.ConnectAsync(listener.ToIPAddress(), listener.Port);
        await client.GetStream().WriteAsync("GET /delay/60000 HTTP/1.1\r\nHost: test\r\n\r\n"u8.ToArray());
        holdfast.Until(() => origin.RequestCount == 1, "the request at the server");

        holdfast.Signal("INT");
        holdfast.WaitForError("draining");
        holdfast.Signal("INT");
        holdfast.WaitForExit().ExitCode.ShouldBe(130);
    }

    [Fact]
    public async Task DrainTime_CutsOffWhoStaysLonger()
    {
        using Workplace workplace = new();
        using SmallOrigin origin = new("only", new LinuxNetwork(), SystemClock.Instance);
        using HoldfastProcess holdfast = HoldfastProcess.Start(workplace.Path, "run", workplace.WriteConfig(Workplace.FreePort(), origin.Address), "--drain", "300ms");
        NetworkAddress listener = holdfast.WaitForListener();
        using TcpClient client = new();
        await client.ConnectAsync(listener.ToIPAddress(), listener.Port);
        await client.GetStream().WriteAsync("GET /delay/60000 HTTP/1.1\r\nHost: test\r\n\r\n"u8.ToArray());
        holdfast.Until(() => origin.RequestCount == 1, "the request at the server");

        holdfast.Signal("TERM");
        Finished finished = holdfast.WaitForExit();
        finished.ExitCode.ShouldBe(0);
        finished.Error.ShouldContain("1 client is cut off");
    }

    private static void CheckState(Workplace workplace, int admin)
    {
        Finished json = HoldfastProcess.Run(workplace.Path, "state", "--json", "--admin", $"127.0.0.1:{admin}");
        json.ExitCode.ShouldBe(0, json.Error);
        GatewayStateReport state = JsonSerializer.Deserialize(json.Output, ApiJson.Default.GatewayStateReport).ShouldNotBeNull();
        state.Config.Revision.ShouldBe(2);
        state.Config.LastRefused.ShouldNotBeNull().Findings.ShouldNotBeEmpty();
        state.Pools.ShouldHaveSingleItem().Servers.ShouldHaveSingleItem().Requests.ShouldBeGreaterThan(0);
        StateText.Format(state).ShouldContain("a newer configuration was refused");
    }

    private static void CheckReloadCommand(Workplace workplace, int admin, NetworkAddress server)
    {
        string bad = workplace.Write("bad.yaml", "listeners: nonsense\n");
        Finished refused = HoldfastProcess.Run(workplace.Path, "reload", bad, "--admin", $"127.0.0.1:{admin}");
        refused.ExitCode.ShouldBe(1);
        refused.Error.ShouldContain($"{bad}:1:12: error:");

        string good = workplace.Write("good.yaml", Workplace.Config("127.0.0.1:0", admin, server) + "# changed\n");
        Finished applied = HoldfastProcess.Run(workplace.Path, "reload", good, "--admin", $"127.0.0.1:{admin}");
        applied.ExitCode.ShouldBe(0, applied.Error);
        applied.Output.ShouldStartWith("reloaded: revision 3, fingerprint ");
    }

    private static int Answers(int admin, string path)
    {
        using AdminApi api = new(NetworkAddress.FromIPv4(0x7F00_0001, (ushort)admin), null);
        try
        {
            return api.Get(path).Status;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static bool Connects(NetworkAddress address)
    {
        try
        {
            using TcpClient client = new();
            client.Connect(address.ToIPAddress(), address.Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
