using System.Text.Json;
using Holdfast.Admin;
using Holdfast.Foundation;

namespace Holdfast.Cli.Tests;

/// <summary>`holdfast reload` against a real gateway.</summary>
public class ReloadCommandTests
{
    [Fact]
    [Trait("Category", "Slow")]
    public void To_GoesBackToAConfigurationThatWasInUse_AndLeavesTheFileAsItIs()
    {
        using Workplace workplace = new();
        int admin = Workplace.FreePort();
        string listener = $"127.0.0.1:{Workplace.FreePort()}";
        string file = workplace.Write("gateway.yaml", Workplace.Config(listener, admin, NetworkAddress.FromIPv4(0x7F00_0001, 9)));
        using HoldfastProcess gateway = HoldfastProcess.Start(workplace.Path, "run", file);
        gateway.WaitForListener();
        gateway.Until(() => Run("state", "--json").ExitCode == 0, "the admin side");
        string first = State().Config.Fingerprint;

        string next = Workplace.Config(listener, admin, NetworkAddress.FromIPv4(0x7F00_0001, 10));
        Finished applied = Run("reload", workplace.Write("next.yaml", next));
        (applied.ExitCode, applied.Error).ShouldBe((0, ""));
        State().Config.Fingerprint.ShouldNotBe(first);
        string before = File.ReadAllText(file);

        Finished back = Run("reload", "--to", first);
        back.ExitCode.ShouldBe(0, back.Error);
        back.Output.ShouldStartWith($"reloaded: revision 3, fingerprint {first}\n  changed: pools.shop.servers: 127.0.0.1:9 instead of 127.0.0.1:10");
        back.Output.ShouldContain("the gateway's own file is as it was");
        State().Config.Fingerprint.ShouldBe(first);
        File.ReadAllText(file).ShouldBe(before);

        Finished unknown = Run("reload", "--to", "0123456789abcdef");
        (unknown.ExitCode, unknown.Output).ShouldBe((1, ""));
        unknown.Error.ShouldContain("No configuration with the fingerprint '0123456789abcdef' is kept");
        State().Config.Revision.ShouldBe(3);

        Finished off = Run("reload", workplace.Write("off.yaml", next + "\nprotection: off\n"));
        off.ExitCode.ShouldBe(0);
        off.Error.ShouldBe("holdfast: OVERLOAD PROTECTION IS OFF for pool shop: servers have no limits, queues no end, and nothing is refused\n");

        GatewayStateReport State() => JsonSerializer.Deserialize(Run("state", "--json").Output, ApiJson.Default.GatewayStateReport).ShouldNotBeNull();

        Finished Run(params string[] arguments) => HoldfastProcess.Run(workplace.Path, [.. arguments, "--admin", $"127.0.0.1:{admin}"]);
    }

    [Fact]
    public void FileAndFingerprintAtOnce_IsWrongUse()
    {
        using Workplace workplace = new();
        Finished finished = HoldfastProcess.Run(workplace.Path, "reload", workplace.Write("next.yaml", "x"), "--to", "0123456789abcdef");
        finished.ExitCode.ShouldBe(2);
        finished.Error.ShouldContain("name a configuration or --to, not both");
    }
}
