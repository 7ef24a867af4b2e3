using Holdfast.Configuration;

namespace Holdfast.Cli.Tests;

public class ConfigFileTests
{
    [Fact]
    public void MissingFile_IsAFinding() => Message("/nowhere/gateway.yaml").ShouldBe("the file does not exist");

    [Fact]
    public void Directory_IsAFinding() => Message("/tmp").ShouldBe("this is a directory, not a file");

    [Theory]
    [InlineData("")]
    [InlineData("  \n\n")]
    public void EmptyFile_IsAFinding(string text)
    {
        using Workplace workplace = new();
        Message(workplace.Write("gateway.yaml", text)).ShouldBe("the file is empty");
    }

    [Fact]
    public void OtherEncoding_IsAFinding()
    {
        using Workplace workplace = new();
        File.WriteAllBytes(workplace.File("gateway.yaml"), [0x6c, 0xe4, 0x0a]);
        Message(workplace.File("gateway.yaml")).ShouldBe("the file is not UTF-8 text");
    }

    [Fact]
    public void EndlessFile_IsRefusedForItsSize() => Message("/dev/zero").ShouldContain("larger than 8 MiB");

    private static string Message(string path)
    {
        ConfigReadResult read = ConfigFile.Read(path);
        read.IsValid.ShouldBeFalse();
        ConfigFinding finding = read.Findings.ShouldHaveSingleItem();
        finding.Remedy.ShouldNotBeEmpty();
        return finding.Message;
    }
}
