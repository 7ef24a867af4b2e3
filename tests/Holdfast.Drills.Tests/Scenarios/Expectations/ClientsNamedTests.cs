using Holdfast.Drills.Load;
using Holdfast.Drills.Running;
using Holdfast.Drills.Scenarios;
using Holdfast.Drills.Tests.Running;
using Holdfast.Foundation;

namespace Holdfast.Drills.Tests.Scenarios.Expectations;

public class ClientsNamedTests
{
    private static readonly ScenarioExpectation Expected = new() { That = "clients-named", Class = "users", AtMost = "5s" };

    [Fact]
    public void AllClientsOfTheClass_AndNobodyElse_Pass()
    {
        Verdict verdict = Judge(3, (6, "127.0.40.1"), (8, "127.0.40.1, 127.0.40.2, 127.0.40.3"));
        (verdict.Passed, verdict.Measured, verdict.Detail).ShouldBe((true, "3 s", "named were: 127.0.40.1; 127.0.40.1, 127.0.40.2, 127.0.40.3"));
    }

    [Fact]
    public void OneThatIsMissing_Fails() => Judge(3, (6, "127.0.40.1, 127.0.40.2")).Passed.ShouldBeFalse();

    [Fact]
    public void SomebodyElseWithThem_Fails() => Judge(3, (6, "127.0.20.1, 127.0.40.1, 127.0.40.2, 127.0.40.3")).Passed.ShouldBeFalse();

    [Fact]
    public void NamedForAMoment_CountsFromWhereTheyStay() =>
        Judge(1, (6, "127.0.40.1"), (7, "nobody"), (9, "127.0.40.1")).Measured.ShouldBe("4 s");

    [Fact]
    public void NamedForAnotherPool_IsNamed_AndWhatIsSaidOfOneDoesNotEndWhatIsSaidOfAnother()
    {
        RunEvent[] said = [Said(6, "127.0.40.1", "shop"), Said(7, "127.0.20.9", "files")];
        JudgeEvents(1, said).Measured.ShouldBe("1 s");
    }

    [Fact]
    public void NobodyNamed_Fails_AndIsSaid()
    {
        Verdict verdict = JudgeEvents(3, []);
        (verdict.Passed, verdict.Measured, verdict.Detail).ShouldBe((false, "nothing", "nobody was named"));
    }

    [Fact]
    public void ClassOfMoreClientsThanAreNamed_Fails_AndSaysWhy() => Judge(6, (6, "127.0.40.1")).Detail.ShouldBe("class users has more than 5 clients");

    [Fact]
    public void ClassWithoutAddresses_Fails_AndSaysWhy() => StubRun.Judge(StubRun.Perfect(), Expected).Detail.ShouldBe("class users has no addresses of its own");

    private static Verdict Judge(int clients, params (double At, string Clients)[] said) => JudgeEvents(clients, [.. said.Select(each => Said(each.At, each.Clients, "shop"))]);

    private static Verdict JudgeEvents(int clients, RunEvent[] said)
    {
        RunData run = StubRun.Perfect();
        ClientAddresses addresses = new(NetworkAddress.FromIPv4(0x7F002801, 0), clients);
        return StubRun.Judge(
            run with { Classes = [.. run.Classes.Select(one => one.Name == "users" ? one with { Clients = addresses } : one)], Events = [.. run.Events.Concat(said).OrderBy(static each => each.At)] },
            Expected);
    }

    private static RunEvent Said(double at, string clients, string pool) => new(at, RunEventKind.Reaction, $"{DiagnosisNews.BusiestClients}{pool} is {clients}");
}
