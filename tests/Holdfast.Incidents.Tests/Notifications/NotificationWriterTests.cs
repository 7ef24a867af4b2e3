using Holdfast.Diagnosis;
using Holdfast.Incidents.Notifications;
using Holdfast.Incidents.Tests.Lifecycle;

namespace Holdfast.Incidents.Tests.Notifications;

/// <summary>What somebody reads on a telephone, half asleep.</summary>
public sealed class NotificationWriterTests : IDisposable
{
    private readonly EscalationBench escalation = new();

    private Bench Bench => escalation.Bench;

    public void Dispose() => escalation.Dispose();

    [Fact]
    public void PageOfDeadServers_SaysWhatWhySinceWhenAndWhatToDo_AndNothingElse()
    {
        Bench.Run(100);
        DeadServers.Out(Bench, "web-2", "web-3");
        Bench.Break(1000, 0.6);
        Bench.Run(4);
        Bench.Suspect();
        Bench.Run(2);
        Bench.FindCause(DeadServers.Cause(Bench.Second, refuse: true, "web-2", "web-3"), DeadServers.Offered("web-2"));
        Bench.Run(2);
        Bench.DeclareSuspicion();
        Bench.Run(1);
        Notification page = escalation.Pager.Got.ShouldHaveSingleItem();
        page.Title.ShouldBe("[SEV1] incident 1, shop: sick-server");
        string[] lines = [.. page.Lines];
        lines[0].ShouldBe("It was declared (60 % of the requests failed).");
        lines[1].ShouldMatch(@"^Began 2030-03-17 17:48:21 UTC and lasts; noticed by detection 17:48:2\d, .*\.$");
        lines[2].ShouldStartWith("Pool shop: 84 % of the users had a failed or refused request");
        lines[3].ShouldMatch(@"^\d+ requests failed and 0 were refused, of \d+\. Measured until 17:48:\d\d UTC\.$");
        lines[4..].ShouldBe(
        [
            "sick-server: server web-2 of pool shop and 1 more of 5 (web-3) are dead or sick, the other servers are not (99 % sure, found 2030-03-17 17:48:26 UTC).",
            "What shows it: 2 of 5 servers of pool shop suffer alone: web-2, web-3 (it turns everybody away at once); web-2, web-3 refuse connections at once.",
            "To do: Start web-2 and web-3 again: they refuse connections at once, so nobody listens there. The gateway has taken them out and uses them as soon as they answer",
            "To do: If they are gone for good, write other addresses into pool shop and apply the configuration (holdfast reload)",
            "holdfast incident show 1",
        ]);
    }

    /// <summary>The harm is that of the declaration, and not of what somebody acknowledged before.</summary>
    [Fact]
    public void DeclarationOfWhatSomebodyLooksAfter_HasItsHarmBesideIt()
    {
        Bench.Run(100);
        Bench.Suspect();
        Bench.Run(2);
        Bench.Desk.Acknowledge(1, "anna").Outcome.ShouldBe(DeskOutcome.Done);
        Bench.Break(100, 0.6);
        Bench.Run(3);
        Bench.Declare();
        Bench.Run(1);
        escalation.Pager.Got.ShouldHaveSingleItem().Lines[0].ShouldBe("It was declared (60 % of the requests failed); anna had acknowledged it as a suspicion.");
    }

    [Fact]
    public void WhileTheDiagnosisLooks_TheMessageSaysWhatItSays()
    {
        escalation.Desk.Seen = Bench.Desk.SeenOf;
        Bench.Run(100);
        Bench.Break(1000, 0.6);
        Bench.Run(3);
        Bench.Declare();
        Bench.Doubt("sick-server", CauseClass.SickServer);
        Bench.Run(1);
        escalation.Pager.Got.ShouldHaveSingleItem().Lines.ShouldContain("The cause is not certain yet: nearly all speaks for sick-server.");
        Bench.Run(40);
        Bench.Clear();
        Bench.Run(40);
        escalation.Pager.Got[^1].ShouldSatisfyAllConditions(over => over.Purpose.ShouldBe("over"), over => over.Lines.ShouldContain(line => line.StartsWith("Most likely sick-server: it is sick-server (held at 93 % for ", StringComparison.Ordinal)));
    }
}
