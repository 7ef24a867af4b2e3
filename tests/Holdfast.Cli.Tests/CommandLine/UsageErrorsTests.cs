namespace Holdfast.Cli.Tests;

public class UsageErrorsTests
{
    [Theory]
    [InlineData("runn x.yaml", "unknown command 'runn' of 'holdfast'. Did you mean 'run'?")]
    [InlineData("fly", "unknown command 'fly' of 'holdfast'. See 'holdfast --help'.")]
    [InlineData("run --chek-only x.yaml", "unknown option '--chek-only' of 'holdfast run'. Did you mean '--check-only'?")]
    [InlineData("run x.yaml --chek-only", "unknown option '--chek-only' of 'holdfast run'. Did you mean '--check-only'?")]
    [InlineData("run x.yaml --quiet=yes", "unknown option '--quiet' of 'holdfast run'. See 'holdfast run --help'.")]
    [InlineData("drill due --admin 127.0.0.1:9900", "unknown option '--admin' of 'holdfast drill due'. It asks no gateway: it reads the state directory of this machine (--state-dir).")]
    [InlineData("postmortem review 1 --return --as ben", "'--return' needs a value, and '--as' is the next option: write --return and what it is first. See 'holdfast postmortem review --help'.")]
    [InlineData("incident lst --admin 127.0.0.1:9900", "unknown command 'lst' of 'holdfast incident'. Did you mean 'list'?")]
    [InlineData("incident lst --jsom", "unknown command 'lst' of 'holdfast incident'. Did you mean 'list'?")]
    [InlineData("incident --jsom", "unknown option '--jsom' of 'holdfast incident'. See 'holdfast incident --help'.")]
    [InlineData("--jsom", "unknown option '--jsom' of 'holdfast'. See 'holdfast --help'.")]
    [InlineData("run x.yaml y.yaml", "'y.yaml' is one argument too many for 'holdfast run'. See 'holdfast run --help'.")]
    [InlineData("run x.yaml --drain 30", "'30' is a duration without a unit. Write 30s for seconds or 30ms for milliseconds. See 'holdfast run --help'.")]
    [InlineData("run x.yaml --seed abc", "'abc' is not a seed. Write a number from 0 to 18446744073709551615, as the start line shows it. See 'holdfast run --help'.")]
    [InlineData("state --admin here", "'here' is not an IP address and a port. Write for example 127.0.0.1:9900. See 'holdfast state --help'.")]
    [InlineData("token deploy --role admin", "argument 'admin' not recognized. Must be one of: 'read' 'operate' 'report'. See 'holdfast token --help'.")]
    [InlineData("token \u0001", "the name of a token is one line of 1 to 120 visible symbols. See 'holdfast token --help'.")]
    [InlineData("origin --workers 0", "--workers '0' is not a count. Write a whole number from 1 on, or unlimited. See 'holdfast origin --help'.")]
    [InlineData("origin --service normal:5ms", "--service 'normal:5ms' is not a service time. Write fixed:5ms, exp:5ms or lognormal:5ms,cv=1.5. See 'holdfast origin --help'.")]
    [InlineData("load -r 500", "'500' is a rate without a unit. Write 500/s for requests per second. See 'holdfast load --help'.")]
    [InlineData("load --fail p99<200", "'p99<200' has a bound of the wrong unit. Write for example p99<200ms. See 'holdfast load --help'.")]
    [InlineData("load --threads 0", "'0' is not a number from 1 to 256. See 'holdfast load --help'.")]
    [InlineData("load --for 0s", "'0s' is no length of time. Write for example 20s. See 'holdfast load --help'.")]
    [InlineData("demo --for 0s", "'0s' is no length of time. Write for example 20s. See 'holdfast demo --help'.")]
    [InlineData("throttle 10.0.0.9 5/s --for 0s", "--for is from 1s to 1d: what is to last longer belongs into rateLimits of the configuration. See 'holdfast throttle --help'.")]
    [InlineData("throttle 10.0.0.9 5/s --for 2d", "--for is from 1s to 1d: what is to last longer belongs into rateLimits of the configuration. See 'holdfast throttle --help'.")]
    [InlineData("throttle 10.0.0.9 5/s --for 1d1s", "--for is from 1s to 1d: what is to last longer belongs into rateLimits of the configuration. See 'holdfast throttle --help'.")]
    [InlineData("why --at xx", "--at 'xx' is not a time: write -10m, -2h, now, 2026-11-21T10:00:00Z or Unix seconds. See 'holdfast why --help'.")]
    [InlineData("load --body-size 2k", "'2k' is a size with half a unit. Write 2KiB (1024) or 2KB (1000). See 'holdfast load --help'.")]
    [InlineData("load --retry imediate:3", "'imediate:3' is not a retry behaviour. Write none, immediate:3 or backoff:3; the number counts attempts with the first one. See 'holdfast load --help'.")]
    public void WrongUse_IsOneLineWithTheRemedy(string arguments, string expected) => Find(arguments).ShouldBe(expected);

    [Theory]
    [InlineData("run")]
    [InlineData("token deploy --role admin")]
    [InlineData("run x.yaml --drain")]
    public void WrongUse_IsOneLine(string arguments) => Find(arguments).ShouldNotBeNull().ShouldNotContain('\n');

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void NoteOfNothing_IsWrongUse(string text) =>
        UsageErrors.Find(CommandTree.Create().Parse(["incident", "note", "12", text])).ShouldBe("a note says something: write what was seen, done or thought. See 'holdfast incident note --help'.");

    [Theory]
    [InlineData("why --at -10m")]
    [InlineData("throttle 10.0.0.9 5/s --for 8s")]
    [InlineData("throttle 10.0.0.9 5/s --for 1d")]
    [InlineData("run x.yaml --drain 0s")]
    [InlineData("run x.yaml --check-only --json --takeover --control-socket s --drain 1m30s --seed 7 --state-dir d")]
    [InlineData("run -- --odd-name")]
    [InlineData("reload")]
    [InlineData("reload x.yaml --admin localhost:9901 --token-file t")]
    [InlineData("state --admin http://127.0.0.1:9900/")]
    [InlineData("token deploy --role operate")]
    [InlineData("demo --for 3s --json")]
    [InlineData("origin --address 127.0.1.1:1 --control localhost:2 --name a --backlog 5 --protocol echo --seed 3 --parent-watch --json")]
    [InlineData("origin --service exp:5ms --latency-factor 10x --workers 8 --queue 128 --max-connections 100 --at-cap refuse --usl 0.03,0.0001")]
    [InlineData("origin --memory-per-request 1MiB --memory-limit 512MiB --death-restart 10s --sessions 20 --session-death 1.5 --session-slow 1.0")]
    [InlineData("origin --cold 10s,5x --error-rate 0.1 --poison /path --body 100B")]
    public void RightUse_IsNot(string arguments) => Find(arguments).ShouldBeNull();

    private static string? Find(string arguments) => UsageErrors.Find(CommandTree.Create().Parse(arguments.Split(' ')));
}
