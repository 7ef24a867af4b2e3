namespace Holdfast.Cli.Tests;

public class UsageErrorsTests
{
    [Theory]
    [InlineData("runn x.yaml", "unknown command 'runn' of 'holdfast'. Did you mean 'run'?")]
    [InlineData("fly", "unknown command 'fly' of 'holdfast'. See 'holdfast --help'.")]
    [InlineData("run --chek-only x.yaml", "unknown option '--chek-only' of 'holdfast run'. Did you mean '--check-only'?")]
    [InlineData("run x.yaml --chek-only", "unknown option '--chek-only' of 'holdfast run'. Did you mean '--check-only'?")]
    [InlineData("run x.yaml --quiet=yes", "unknown option '--quiet' of 'holdfast run'. See 'holdfast run --help'.")]
    [InlineData("--jsom", "unknown option '--jsom' of 'holdfast'. See 'holdfast --help'.")]
    [InlineData("run x.yaml y.yaml", "'y.yaml' is one argument too many for 'holdfast run'. See 'holdfast run --help'.")]
    [InlineData("run x.yaml --drain 30", "'30' is a duration without a unit. Write 30s for seconds or 30ms for milliseconds. See 'holdfast run --help'.")]
    [InlineData("run x.yaml --seed abc", "'abc' is not a seed. Write a number from 0 to 18446744073709551615, as the start line shows it. See 'holdfast run --help'.")]
    [InlineData("state --admin here", "'here' is not an IP address and a port. Write for example 127.0.0.1:9900. See 'holdfast state --help'.")]
    public void WrongUse_IsOneLineWithTheRemedy(string arguments, string expected) => Find(arguments).ShouldBe(expected);

    [Theory]
    [InlineData("run")]
    [InlineData("token deploy --role admin")]
    [InlineData("run x.yaml --drain")]
    public void WrongUse_IsOneLine(string arguments) => Find(arguments).ShouldNotBeNull().ShouldNotContain('\n');

    [Theory]
    [InlineData("run x.yaml --check-only --json --takeover --control-socket s --drain 1m30s --seed 7 --state-dir d")]
    [InlineData("run -- --odd-name")]
    [InlineData("reload")]
    [InlineData("reload x.yaml --admin localhost:9901 --token-file t")]
    [InlineData("token deploy --role operate")]
    [InlineData("demo --for 3s --json")]
    public void RightUse_IsNot(string arguments) => Find(arguments).ShouldBeNull();

    private static string? Find(string arguments) => UsageErrors.Find(CommandTree.Create().Parse(arguments.Split(' ')));
}
