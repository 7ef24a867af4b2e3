using System.Text.Json;
using Holdfast.Foundation;

namespace Holdfast.Cli.Tests;

/// <summary>drain and throttle against a real gateway.</summary>
public class OperatorCommandTests
{
    [Fact]
    [Trait("Category", "Slow")]
    public void ServersAndClients_AreSteered_AndTheStatusAndTheEventsSaySo()
    {
        using Workplace workplace = new();
        int admin = Workplace.FreePort();
        string config = workplace.WriteConfig(admin, NetworkAddress.FromIPv4(0x7F00_0001, 9), NetworkAddress.FromIPv4(0x7F00_0001, 10));
        using HoldfastProcess gateway = HoldfastProcess.Start(workplace.Path, "run", config);
        gateway.WaitForListener();
        string address = $"127.0.0.1:{admin}";
        gateway.Until(() => Run("status", "--admin", address).ExitCode == 0, "the admin side");

        Run("drain", "shop", "127.0.0.1:9", "--admin", address).Output.ShouldBe("server 127.0.0.1:9 of pool shop: nothing new goes to it; it has nothing under way. --undo gives it work again\n");
        Run("throttle", "10.0.0.9", "5/s", "--for", "1h", "--admin", address).Output.ShouldBe("client 10.0.0.9 is bounded to 5/s for 1h; --undo ends it before, 'holdfast status' shows what it refuses\n");
        Run("drain", "shop", "127.0.0.1:9", "--admin", address).Output.ShouldBe("server 127.0.0.1:9 of pool shop: nothing new went to it already; it has nothing under way\n");
        Run("drain", "shop", "127.0.0.1:10", "--undo", "--admin", address).Output.ShouldBe("server 127.0.0.1:10 of pool shop: it was not drained; nothing has changed\n");
        Run("throttle", "10.0.0.9", "7/s", "--for", "1h", "--admin", address).Output.ShouldStartWith("client 10.0.0.9 is bounded to 7/s for 1h, instead of 5/s; --undo");
        string status = Run("status", "--admin", address).Output;
        status.ShouldContain("! server 127.0.0.1:9 of pool shop is drained by an operator: nothing is left on it (holdfast drain shop 127.0.0.1:9 --undo)\n");
        status.ShouldContain("! client 10.0.0.9 is bounded to 7/s by api, for 60 min more: 0 of 0 requests were refused (holdfast throttle 10.0.0.9 --undo)\n");

        Finished last = Run("drain", "shop", "127.0.0.1:10", "--admin", address);
        (last.ExitCode, last.Error).ShouldBe((1, "holdfast: the gateway refused: No other server of pool 'shop' takes requests now: without '127.0.0.1:10' all of them would be refused.\n"));
        using (JsonDocument json = JsonDocument.Parse(Run("drain", "shop", "127.0.0.1:9", "--undo", "--json", "--admin", address).Output))
        {
            json.RootElement.GetProperty("state").GetString().ShouldBe("serving");
        }

        Run("throttle", "10.0.0.9", "--undo", "--admin", address).Output.ShouldBe("client 10.0.0.9 is bounded no more; 0 of 0 requests were refused\n");
        Finished none = Run("throttle", "10.0.0.9", "--undo", "--admin", address);
        (none.ExitCode, none.Output).ShouldBe((0, "client 10.0.0.9 was not bounded on all routes; nothing has changed\n"));
        Run("throttle", "10.0.0.8", "0/s", "--admin", address).ExitCode.ShouldBe(2);
        Run("throttle", "nobody", "5/s", "--admin", address).Error.ShouldStartWith("holdfast: the gateway refused: 'nobody' is not among the clients that ask for most now");
        string events = Run("series", "events", "--admin", address).Output;
        events.ShouldContain("the server is drained: nothing new goes to it");
        events.ShouldContain("the server is drained no more");
        events.ShouldContain("client 10.0.0.9 is bounded to 7/s for 1h, instead of 5/s");
        events.ShouldContain("client 10.0.0.9 is bounded no more: 0 of 0 requests were refused");
        TakenBack("client 10.0.0.9 free", "client 10.0.0.9 bounded");
        Run("limit", "shop", "127.0.0.1:9", "8", "--admin", address);
        Run("limit", "shop", "127.0.0.1:9", "auto", "--admin", address);
        TakenBack("measured", "fixed at 8");

        // Who reads the record knows that the second of the two took the first one back.
        void TakenBack(string before, string after)
        {
            using JsonDocument json = JsonDocument.Parse(Run("series", "events", "--json", "--admin", address).Output);
            (string?, string?)[] told = [.. json.RootElement.GetProperty("events").EnumerateArray().Where(one => one.TryGetProperty("before", out JsonElement said) && said.GetString() is { } was && (was == before || was == after)).Select(one => (one.GetProperty("before").GetString(), one.GetProperty("after").GetString()))];
            // A bound in the place of another one leaves the client as bounded as it was.
            told.Where(one => one.Item1 != one.Item2).ShouldBe([(before, after), (after, before)]);
        }

        Finished Run(params string[] arguments) => HoldfastProcess.Run(workplace.Path, arguments);
    }

    [Theory]
    [InlineData("name a rate, for example 5/s, or --undo", "10.0.0.9")]
    [InlineData("name a rate or --undo, not both", "10.0.0.9", "5/s", "--undo")]
    [InlineData("'5' says nothing of the time. Write a number, a slash and s, m, h or d: 100/s", "10.0.0.9", "5")]
    public void BoundThatIsNone_IsWrongUse(string problem, params string[] arguments)
    {
        using Workplace workplace = new();
        Finished finished = HoldfastProcess.Run(workplace.Path, ["throttle", .. arguments]);
        finished.ExitCode.ShouldBe(2);
        finished.Error.ShouldBe($"holdfast: {problem}. See 'holdfast throttle --help'.\n");
    }

    [Theory]
    [InlineData("""{"detail":"There is nothing at this path. There are /api/state."}""", "holdfast: the gateway refused: There is nothing at this path.")]
    [InlineData("not found", "holdfast: the gateway refused: status 404, and not as a Holdfast gateway answers")]
    public void UndoWhereThereAreNoThrottles_IsARefusal(string body, string said)
    {
        using Workplace workplace = new();
        using FakeApi other = new(404, body);
        Finished finished = HoldfastProcess.Run(workplace.Path, "throttle", "10.0.0.9", "--undo", "--admin", other.Address);
        finished.ExitCode.ShouldBe(1);
        finished.Error.ShouldStartWith(said);
        HoldfastProcess.Run(workplace.Path, "throttle", "10.0.0.9", "--undo", "--json", "--admin", other.Address).ExitCode.ShouldBe(1);
    }

    [Fact]
    public void DrainWithoutAServer_IsWrongUse()
    {
        using Workplace workplace = new();
        HoldfastProcess.Run(workplace.Path, "drain", "shop").ExitCode.ShouldBe(2);
    }
}
