#pragma warning disable CA1416 // File modes: the gateway runs on Linux.
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Holdfast.Foundation;

namespace Holdfast.Cli.Tests;

/// <summary>`holdfast run` with files and addresses that it cannot serve: messages and exit codes of the real process.</summary>
public class RunCommandFileTests
{
    private static readonly NetworkAddress Server = NetworkAddress.FromIPv4(0x7F00_0001, 9);

    [Fact]
    public void MissingFile_IsSaid()
    {
        using Workplace workplace = new();
        Finished finished = HoldfastProcess.Run(workplace.Path, "run", "nowhere.yaml");
        finished.ExitCode.ShouldBe(2);
        finished.Error.ShouldStartWith("nowhere.yaml: error: the file does not exist\n");
    }

    [Fact]
    public void FileWithoutPermission_IsSaid()
    {
        using Workplace workplace = new();
        string file = workplace.WriteConfig(0, Server);
        File.SetUnixFileMode(file, UnixFileMode.None);
        Finished finished = HoldfastProcess.Run(workplace.Path, withoutPrivileges: true, "run", file);
        finished.ExitCode.ShouldBe(2);
        finished.Error.ShouldContain("the file may not be read by the user");
    }

    [Fact]
    public void TwoHundredErrors_AreAllNamed()
    {
        using Workplace workplace = new();
        StringBuilder config = new(Workplace.Config("127.0.0.1:0", 0, Server));
        config.Append("timeouts:\n");
        for (int number = 0; number < 200; number++)
        {
            config.Append($"  wrong{number}: 1s\n");
        }

        Finished finished = HoldfastProcess.Run(workplace.Path, "run", workplace.Write("gateway.yaml", config.ToString()));
        finished.ExitCode.ShouldBe(1);
        finished.Error.ShouldContain("wrong0");
        finished.Error.ShouldContain("wrong199");
        finished.Error.ShouldEndWith("200 errors, 0 warnings\n");
    }

    [Fact]
    public void CheckOnly_OfAGoodFile_IsOneLine()
    {
        using Workplace workplace = new();
        Finished finished = HoldfastProcess.Run(workplace.Path, "run", "--check-only", workplace.WriteConfig(9900, Server));
        finished.ExitCode.ShouldBe(0);
        finished.Output.ShouldBe($"{workplace.File("gateway.yaml")}: ok, 1 listener, 1 route, 1 pool\n");
    }

    [Fact]
    public void CheckOnly_WhereProtectionIsOff_SaysItAsLoudlyAsRunDoes()
    {
        using Workplace workplace = new();
        string file = workplace.Write("gateway.yaml", Workplace.Config("127.0.0.1:0", 9900, Server) + "\nprotection: off\n");
        Finished finished = HoldfastProcess.Run(workplace.Path, "run", "--check-only", file);
        finished.ExitCode.ShouldBe(0);
        finished.Error.ShouldContain("OVERLOAD PROTECTION IS OFF for pool ");
    }

    [Fact]
    public void CheckOnly_OfABadFile_ListsFindings_AlsoAsJson()
    {
        using Workplace workplace = new();
        string file = workplace.Write("gateway.yaml", Workplace.Config("127.0.0.1:0", 9900, Server).Replace("pools:", "pool:", StringComparison.Ordinal));
        Finished text = HoldfastProcess.Run(workplace.Path, "run", file, "--check-only");
        text.ExitCode.ShouldBe(1);
        text.Error.ShouldContain("Did you mean \"pools\"?");
        text.Output.ShouldBeEmpty();

        Finished json = HoldfastProcess.Run(workplace.Path, "run", file, "--check-only", "--json");
        json.ExitCode.ShouldBe(1);
        using JsonDocument document = JsonDocument.Parse(json.Output);
        document.RootElement.GetProperty("valid").GetBoolean().ShouldBeFalse();
        document.RootElement.GetProperty("findings").GetArrayLength().ShouldBeGreaterThan(0);
    }

    [Fact]
    public void CheckOnly_OfABadPolicyBesideAGoodFile_IsNotValid_AlsoInJson()
    {
        using Workplace workplace = new();
        string file = workplace.WriteConfig(9900, Server);
        workplace.Write("escalation.yaml", "lovels: []\n");
        Finished text = HoldfastProcess.Run(workplace.Path, "run", file, "--check-only");
        text.ExitCode.ShouldBe(1);
        text.Error.ShouldContain("escalation.yaml:1:");

        Finished json = HoldfastProcess.Run(workplace.Path, "run", file, "--check-only", "--json");
        json.ExitCode.ShouldBe(1);
        json.Error.ShouldBeEmpty();
        using JsonDocument document = JsonDocument.Parse(json.Output);
        document.RootElement.GetProperty("valid").GetBoolean().ShouldBeFalse();
        JsonElement finding = document.RootElement.GetProperty("findings").EnumerateArray().First();
        finding.GetProperty("file").GetString().ShouldBe(workplace.File("escalation.yaml"));
        finding.GetProperty("rule").GetString().ShouldBe("escalation");
        finding.GetProperty("severity").GetString().ShouldBe("error");
    }

    [Fact]
    public void CheckOnly_WithAPolicyThatCannotBeRead_TellsTheConfigurationsFindingsToo()
    {
        using Workplace workplace = new();
        string file = workplace.Write("gateway.yaml", Workplace.Config("127.0.0.1:0", 9900, Server).Replace("pools:", "pool:", StringComparison.Ordinal));
        Finished text = HoldfastProcess.Run(workplace.Path, "run", file, "--check-only", "--escalation", "nowhere.yaml");
        text.ExitCode.ShouldBe(2);
        text.Error.ShouldContain("Did you mean \"pools\"?");
        text.Error.ShouldContain($"{workplace.File("nowhere.yaml")}: the policy cannot be read");

        Finished json = HoldfastProcess.Run(workplace.Path, "run", file, "--check-only", "--json", "--escalation", workplace.Path);
        json.ExitCode.ShouldBe(2);
        using JsonDocument document = JsonDocument.Parse(json.Output);
        document.RootElement.GetProperty("valid").GetBoolean().ShouldBeFalse();
        document.RootElement.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("rule").GetString()).ShouldContain("escalation");
        document.RootElement.GetProperty("findings").GetArrayLength().ShouldBeGreaterThan(1);
    }

    [Fact]
    public void PortInUse_IsSaid()
    {
        using Workplace workplace = new();
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        string address = other.LocalEndpoint.ToString()!;
        Finished finished = HoldfastProcess.Run(workplace.Path, "run", workplace.Write("gateway.yaml", Workplace.Config(address, 9900, Server)));
        finished.ExitCode.ShouldBe(1);
        finished.Error.ShouldStartWith($"holdfast: {address} is already in use: ");
    }

    [Fact]
    public void AddressOfAnotherMachine_IsSaid()
    {
        using Workplace workplace = new();
        Finished finished = HoldfastProcess.Run(workplace.Path, "run", workplace.Write("gateway.yaml", Workplace.Config("192.0.2.1:8080", 9900, Server)));
        finished.ExitCode.ShouldBe(1);
        finished.Error.ShouldStartWith("holdfast: 192.0.2.1:8080 does not belong to this machine");
    }
}
