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

    /// <summary>Every command that reads a file of the operator's: what cannot be read is wrong use in all of them.</summary>
    public static TheoryData<string> ReadingCommands =>
    [
        "run FILE",
        "run FILE --check-only",
        "run good.yaml --check-only --escalation FILE",
        "reload FILE",
        "status --token-file FILE",
        "load 127.0.0.1:1 --traffic FILE",
        "drill run FILE",
        "drill compare FILE",
        "escalation check FILE",
        "postmortem draft latest --file FILE",
        "capacity FILE",
        "capacity --from-results FILE",
        "capacity compare FILE FILE",
    ];

    [Theory]
    [MemberData(nameof(ReadingCommands))]
    public void BinaryFile_IsRefusedInWords_AndNoneOfItIsPrinted(string command)
    {
        byte[] noise = new byte[3000];
        new Random(14).NextBytes(noise);
        Finished finished = RunOn(command, file => File.WriteAllBytes(file, noise));
        finished.Error.ShouldContain("the file is not UTF-8 text");
        finished.ExitCode.ShouldBe(2, finished.Error);
        (finished.Output + finished.Error).ShouldNotContain(character => character == '\uFFFD' || (char.IsControl(character) && character != '\n'));
        finished.Error.Length.ShouldBeLessThan(1000);
    }

    [Theory]
    [MemberData(nameof(ReadingCommands))]
    public void FileThatIsNotThere_OrIsADirectory_IsWrongUse(string command)
    {
        Finished missing = RunOn(command, static _ => { });
        missing.ExitCode.ShouldBe(2, missing.Error);
        missing.Error.ShouldMatch("Check the path|there is no drill");
        Finished directory = RunOn(command, static file => Directory.CreateDirectory(file));
        directory.ExitCode.ShouldBe(2, directory.Error);
        directory.Error.ShouldContain("this is a directory, not a file");
    }

    [Theory]
    [InlineData("run FILE")]
    [InlineData("run FILE --check-only")]
    [InlineData("run good.yaml --check-only --escalation FILE")]
    [InlineData("load 127.0.0.1:1 --traffic FILE")]
    [InlineData("drill run ./FILE")]
    [InlineData("escalation check FILE")]
    [InlineData("postmortem lint FILE")]
    [InlineData("capacity FILE")]
    [InlineData("capacity --from-results FILE")]
    [InlineData("capacity compare FILE FILE")]
    public void TextWithMistakes_WasRead_AndEndsWithOne(string command)
    {
        Finished finished = RunOn(command, static file => File.WriteAllText(file, "lovels: []\n"));
        finished.ExitCode.ShouldBe(1, finished.Error);
    }

    /// <summary>The linter has a rule for it, and shows it among the findings of many files.</summary>
    [Fact]
    public void PostmortemThatIsNoText_IsAFindingOfTheLinter()
    {
        Finished finished = RunOn("postmortem lint FILE", static file => File.WriteAllBytes(file, [0, 1, 2, 255]));
        (finished.ExitCode, finished.Output.Contains("S07", StringComparison.Ordinal)).ShouldBe((1, true), finished.Output);
    }

    [Fact]
    public void ControlCharacters_DoNotReachTheTerminal()
    {
        Finished finished = RunOn("capacity FILE", static file => File.WriteAllText(file, "\u001b[2J\u0007," + new string('x', 5000) + "\n"));
        finished.ExitCode.ShouldBe(1);
        finished.Error.ShouldNotContain(character => char.IsControl(character) && character != '\n');
        finished.Error.Length.ShouldBeLessThan(300);
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

    /// <param name="make">Makes the file, where there is to be one.</param>
    private static Finished RunOn(string command, Action<string> make)
    {
        using Workplace workplace = new();
        workplace.Write("good.yaml", Workplace.Config("127.0.0.1:0", 9900, Holdfast.Foundation.NetworkAddress.FromIPv4(0x7F00_0001, 9)));
        make(workplace.File("noise"));
        return HoldfastProcess.Run(workplace.Path, command.Replace("FILE", "noise", StringComparison.Ordinal).Split(' '));
    }

    private static Finished Run(params string[] arguments)
    {
        using Workplace workplace = new();
        return HoldfastProcess.Run(workplace.Path, arguments);
    }
}
