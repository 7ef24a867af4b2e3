using System.Text.Json;
using Holdfast.Foundation;

namespace Holdfast.Cli.Tests;

/// <summary>status, top and limit against a real gateway.</summary>
public class StatusCommandTests
{
    [Fact]
    public void Gateway_IsShown_SteeredAndWatched()
    {
        using Workplace workplace = new();
        int admin = Workplace.FreePort();
        string config = workplace.WriteConfig(admin, NetworkAddress.FromIPv4(0x7F00_0001, 9));
        using HoldfastProcess gateway = HoldfastProcess.Start(workplace.Path, "run", config);
        gateway.WaitForListener();
        string address = $"127.0.0.1:{admin}";
        Finished status = Run("status", "--admin", address);
        gateway.Until(() => (status = Run("status", "--admin", address)).ExitCode == 0, "the admin side");

        status.Output.ShouldStartWith("holdfast 0.1.0, process ");
        status.Output.ShouldContain("pool shop: offered ");
        status.Output.ShouldNotContain('\e');

        Run("limit", "shop", "127.0.0.1:9", "7", "--admin", address).Output.ShouldBe("server 127.0.0.1:9 of pool shop: the limit is fixed at 7; 'auto' gives it back to what is measured\n");
        Finished top = Run("top", "--for", "2s", "--admin", address);
        top.ExitCode.ShouldBe(0, top.Error);
        top.Output.Split('\n')[0].ShouldMatch(@"^\d\d:\d\d:\d\d shop: offered 0/s, capacity not known \(never full\), answered 0/s, failed 0/s, shed 0/s, waiting 0, in flight 0 of 7, out 0 of 1$");
        top.Output.Split('\n').Length.ShouldBeInRange(2, 4);
        using (JsonDocument json = JsonDocument.Parse(Run("top", "--for", "1s", "--json", "--admin", address).Output.Split('\n')[0]))
        {
            json.RootElement.GetProperty("pools")[0].GetProperty("servers")[0].GetProperty("limitFixed").GetBoolean().ShouldBeTrue();
        }

        Run("status", "--admin", address).Output.ShouldContain("! the limit of server 127.0.0.1:9 of pool shop is fixed at 7 by an operator (holdfast limit shop 127.0.0.1:9 auto)\n");
        Run("limit", "shop", "127.0.0.1:9", "auto", "--admin", address).Output.ShouldBe("server 127.0.0.1:9 of pool shop: the limit follows what is measured again\n");
        Finished wrong = Run("limit", "shop", "b", "7", "--admin", address);
        (wrong.ExitCode, wrong.Error).ShouldBe((1, "holdfast: the gateway refused: Pool 'shop' has no server 'b'. It has 127.0.0.1:9.\n"));
        Run("status", "--check", "--admin", address).ExitCode.ShouldBe(0);

        Finished Run(params string[] arguments) => HoldfastProcess.Run(workplace.Path, arguments);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("many")]
    [InlineData("1048575")]
    public void LimitThatIsNone_IsWrongUse(string limit)
    {
        using Workplace workplace = new();
        Finished finished = HoldfastProcess.Run(workplace.Path, "limit", "shop", "a", limit);
        finished.ExitCode.ShouldBe(2);
        finished.Error.ShouldBe($"holdfast: '{limit}' is not a limit. Write a number from 1 to 65534, or auto. See 'holdfast limit --help'.\n");
    }

    [Theory]
    [InlineData("status")]
    [InlineData("top")]
    public void WithoutAGateway_ItSaysSo(string command)
    {
        using Workplace workplace = new();
        Finished finished = HoldfastProcess.Run(workplace.Path, command, "--admin", $"127.0.0.1:{Workplace.FreePort()}");
        finished.ExitCode.ShouldBe(1);
        finished.Error.ShouldStartWith("holdfast: no gateway answers at 127.0.0.1:");
        finished.Error.TrimEnd('\n').ShouldNotContain('\n');
    }
}
