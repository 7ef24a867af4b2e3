using System.Text.Json;
using Holdfast.Admin;

namespace Holdfast.Cli.Tests;

/// <summary>The commands that print something and end, as real processes.</summary>
public class OtherCommandsTests
{
    [Fact]
    public void Token_IsPrintedWithItsHash()
    {
        using JsonDocument token = Json("token", "deploy", "--role", "operate", "--json");
        string secret = token.RootElement.GetProperty("token").GetString()!;
        token.RootElement.GetProperty("hash").GetString().ShouldBe(AdminToken.HashOf(secret));
        token.RootElement.GetProperty("role").GetString().ShouldBe("operate");
    }

    [Fact]
    public void TokenLines_CanBePasted()
    {
        Finished finished = Run("token", "odd \"name\": [x]");
        finished.ExitCode.ShouldBe(0);
        string yaml = finished.Output[finished.Output.IndexOf("admin:", StringComparison.Ordinal)..];
        string config = Workplace.Config("127.0.0.1:0", 9900, Holdfast.Foundation.NetworkAddress.FromIPv4(0x7F00_0001, 9));
        config = config[..config.IndexOf("admin:", StringComparison.Ordinal)] + yaml;
        Holdfast.Configuration.ConfigReadResult read = ConfigFile.Parse(config, "gateway.yaml");
        read.Config.ShouldNotBeNull(string.Join('\n', read.Findings)).Admin.Tokens.ShouldHaveSingleItem().Name.ShouldBe("odd \"name\": [x]");
    }

    [Theory]
    [InlineData("load", "127.0.0.1:1", "--traffic", "FILE")]
    [InlineData("drill", "run", "FILE")]
    [InlineData("escalation", "check", "FILE")]
    public void BinaryFile_IsRefusedInWords_AndNoneOfItIsPrinted(params string[] arguments)
    {
        using Workplace workplace = new();
        string file = Path.Combine(workplace.Path, "noise.yaml");
        byte[] noise = new byte[3000];
        new Random(14).NextBytes(noise);
        File.WriteAllBytes(file, noise);
        Finished finished = HoldfastProcess.Run(workplace.Path, [.. arguments.Select(argument => argument == "FILE" ? file : argument)]);
        finished.Error.ShouldContain("the file is not UTF-8 text");
        finished.ExitCode.ShouldBe(2, finished.Error);
        (finished.Output + finished.Error).ShouldNotContain(character => character == '\uFFFD' || (char.IsControl(character) && character != '\n'));
        finished.Error.Length.ShouldBeLessThan(1000);
    }

    [Theory]
    [InlineData("missing.md", "holdfast: there is no file missing.md. Check the path.\n")]
    [InlineData(".", "holdfast: . is a directory. Name the pages in it: ./*.md.\n")]
    public void PageThatCannotBeVerified_IsSaidInWords(string file, string expected)
    {
        Finished finished = Run("postmortem", "verify", file);
        (finished.ExitCode, finished.Error).ShouldBe((2, expected));
    }

    [Fact]
    public void Schema_IsJson()
    {
        using JsonDocument schema = Json("schema");
        schema.RootElement.GetProperty("$schema").GetString().ShouldBe("https://json-schema.org/draft/2020-12/schema");
    }

    [Fact]
    public void Reference_IsThePage() => Run("reference").Output.ShouldStartWith("# Configuration\n");

    [Fact]
    public void Version_NamesTheRuntime() => Run("version").Output.ShouldMatch(@"^holdfast 0\.1\.0 \(\.NET 10\.[\d.]+, linux-x64\)\n$");

    [Fact]
    public void State_WithoutAGateway_SaysSo()
    {
        Finished finished = Run("state", "--admin", $"127.0.0.1:{Workplace.FreePort()}");
        finished.ExitCode.ShouldBe(1);
        finished.Error.ShouldStartWith("holdfast: no gateway answers at 127.0.0.1:");
        finished.Error.TrimEnd('\n').ShouldNotContain('\n');
    }

    private static JsonDocument Json(params string[] arguments)
    {
        Finished finished = Run(arguments);
        finished.ExitCode.ShouldBe(0, finished.Error);
        return JsonDocument.Parse(finished.Output);
    }

    private static Finished Run(params string[] arguments)
    {
        using Workplace workplace = new();
        return HoldfastProcess.Run(workplace.Path, arguments);
    }
}
