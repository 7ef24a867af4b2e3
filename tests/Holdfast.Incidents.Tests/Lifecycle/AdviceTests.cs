using Holdfast.Diagnosis;
using Holdfast.Diagnosis.Hypotheses;
using Holdfast.Diagnosis.Ranking;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Tests.Lifecycle;

/// <summary>What somebody is told to do in the middle of the night must be left to do, and must do no harm.</summary>
public sealed class AdviceTests : IDisposable
{
    private const string Good = "7e65182ea473b296";
    private const string Wrong = "336750eacd613378";

    private readonly Bench bench = new();

    public AdviceTests() => bench.Run(100);

    public void Dispose() => bench.Dispose();

    [Fact]
    public void DeadProcessesThatAreOut_AreToBeStartedAgain_AllOfThem()
    {
        Die(refuse: true, null, "web-2", "web-3");
        Given().ShouldBe(
        [
            "Start web-2 and web-3 again: they refuse connections at once, so nobody listens there. The gateway has taken them out and uses them as soon as they answer",
            "If they are gone for good, write other addresses into pool shop and apply the configuration (holdfast reload)",
        ]);
    }

    [Fact]
    public void ServerThatIsOutAndSilent_IsToBeLookedAt_AndNotDrained()
    {
        Die(refuse: false, null, "web-1");
        Given()[0].ShouldBe("Look at web-1: the gateway has taken it out and uses it as soon as it answers");
        Given().ShouldNotContain(line => line.Contains("drain", StringComparison.Ordinal));
    }

    [Fact]
    public void SickServersInUse_AreToBeKeptFromWork_AllOfThem()
    {
        Break();
        bench.FindCause(DeadServers.Cause(bench.Second, refuse: false, "web-1", "it's"), DeadServers.Offered("web-1"));
        bench.Run(2);
        Given().ShouldBe(
        [
            @"Keep web-1 and it's from work until they have been looked at (for server in web-1 'it'\''s'; do holdfast drain shop ""$server""; done)",
            "Or replace web-1 and it's: write the new addresses into the configuration and apply it (holdfast reload)",
        ]);
    }

    /// <summary>People paste it as it stands.</summary>
    [Fact]
    public void OddNames_AreOneWordEach_WhereverTheyStandInACommand()
    {
        Break();
        RankedCause cause = DeadServers.Cause(bench.Second, refuse: false, "web 1", "web*");
        bench.FindCause(cause, DeadServers.Offered("web 1"));
        bench.Run(2);
        Given()[0].ShouldEndWith(@"(for server in 'web 1' 'web*'; do holdfast drain shop ""$server""; done)");
        Incident incident = bench.Only;
        TimelineEntry found = incident.Of(EntryKind.CauseFound).Last();
        TimelineEntry elsewhere = found with { Data = new Dictionary<string, string>(found.Data) { ["pool"] = "the shop*" } };
        Advice.Of(incident with { Entries = incident.Entries.Replace(found, elsewhere) })[0].ShouldEndWith(@"(for server in 'web 1' 'web*'; do holdfast drain 'the shop*' ""$server""; done)");
    }

    [Fact]
    public void MoreServersThanAreNamed_AreNotForgotten_WhenTheNamedAreBack()
    {
        DeadServers.Out(bench, "a", "b", "c", "d", "e", "f", "g", "h");
        Break();
        bench.Run(2);
        RankedCause cause = DeadServers.Cause(bench.Second, refuse: true, "a", "b", "c", "d", "e");
        bench.FindCause(cause with { For = [new WeighedItem(cause.For[0].Item with { Beside = "b, c, d, e and 3 more" }, 20), cause.For[1]] }, DeadServers.Offered("a"));
        bench.Run(2);
        Given()[0].ShouldStartWith("Start a, b, c, d and e again: ");
        Given()[1].ShouldBe("Look at 3 more servers of pool shop, which the cause does not name (holdfast status)");
        DeadServers.Back(bench, "a", "b", "c", "d", "e");
        bench.Run(2);
        Given().ShouldBe(["Look at 3 more servers of pool shop, which the cause does not name (holdfast status)"]);
        DeadServers.Back(bench, "f", "g");
        bench.Run(2);
        Given().ShouldBe(["Look at 1 more server of pool shop, which the cause does not name (holdfast status)"]);
        DeadServers.Back(bench, "h");
        bench.Run(2);
        Given().ShouldBeEmpty();
    }

    [Fact]
    public void ServersThatAreBack_NeedNothing()
    {
        Die(refuse: true, null, "web-2", "web-3");
        DeadServers.Back(bench, "web-3");
        bench.Run(2);
        Given()[0].ShouldStartWith("Start web-2 again: it refuses connections at once");
        DeadServers.Back(bench, "web-2");
        bench.Run(2);
        Given().ShouldBeEmpty();
    }

    [Fact]
    public void ServerThatSomebodyHasDrained_IsNotToBeDrainedAgain()
    {
        Break();
        bench.FindCause(DeadServers.Cause(bench.Second, refuse: false, "web-1"), DeadServers.Offered("web-1"));
        bench.Run(2);
        bench.Changes.Add(ChangeKind.Operator, "server:shop/web-1", "the server is drained: nothing new goes to it", "anna", "serving", "draining");
        bench.Run(2);
        Given()[0].ShouldBe("Look at web-1: it is drained and gets nothing new");
    }

    [Fact]
    public void ConfigurationThatSetItOff_IsToBePutBackFirst_AndAllElseOnlyIfThatDoesNotHelp()
    {
        bench.Changes.Add(ChangeKind.Configuration, "gateway", "configuration revision 2 from wrong.yaml", "api", Good, Wrong);
        Die(refuse: true, Good, "web-2", "web-3");
        Given()[0].ShouldBe($"Put the configuration back as it was before the change that came right before (holdfast reload --to {Good})");
        Given().Skip(1).ShouldHaveSingleItem().ShouldStartWith("If that does not help: start web-2 and web-3 again");
    }

    [Fact]
    public void ConfigurationThatIsBack_IsNotToBePutBack()
    {
        ConfigurationThatSetItOff_IsToBePutBackFirst_AndAllElseOnlyIfThatDoesNotHelp();
        bench.Changes.Add(ChangeKind.Configuration, "gateway", "configuration revision 3", "api", Wrong, Good);
        bench.Run(2);
        Given()[0].ShouldMatch(@"^The configuration is as it was before since \d\d:\d\d:\d\d UTC: see whether users get well before anything else is done \(holdfast why\)$");
        Given().ShouldNotContain(line => line.Contains("reload --to", StringComparison.Ordinal));
        bench.Changes.Add(ChangeKind.Configuration, "gateway", "configuration revision 4", "api", Good, Wrong);
        bench.Run(2);
        Given()[0].ShouldContain($"holdfast reload --to {Good}", Case.Sensitive, "the wrong one is in force again");
    }

    [Fact]
    public void ClientThatIsNamed_NeedsNotBeLookedFor()
    {
        Break();
        // The words of the diagnosis itself, with the client filled in.
        Mitigation[] given = [.. new OneClient().Mitigations([], Bench.Pool)];
        Mitigation[] offered =
        [
            given.Single(one => one.Command == "holdfast top"),
            given.Single(one => one.Command?.StartsWith("holdfast throttle ", StringComparison.Ordinal) == true) with { Command = "holdfast throttle 127.0.76.9 10/s --for 10m" },
        ];
        RankedCause cause = new(CauseClass.OneClient, "one-client", 30, 0.99, "a few clients send most of what is new", [], [], null);
        bench.FindCause(cause, offered);
        bench.Run(2);
        Given().ShouldBe(["Bound the client that asks for most to what others leave it, for ten minutes (holdfast throttle 127.0.76.9 10/s --for 10m)"]);
        bench.FindCause(cause with { Name = "surge", Class = CauseClass.Surge }, offered[..1]);
        bench.Run(2);
        Given().ShouldBe(["See who it is (holdfast top)"]);
    }

    [Fact]
    public void OtherCauses_AreAdvisedAsTheDiagnosisDoes()
    {
        Break();
        bench.FindCause();
        bench.Run(2);
        Given().ShouldBe(["Raise limits.connections of pool shop if the servers can hold more (holdfast reload)"]);
    }

    private IReadOnlyList<string> Given() => Advice.Of(bench.Only);

    private void Break()
    {
        bench.Break(1000, 0.6);
        bench.Run(3);
        bench.Declare();
    }

    private void Die(bool refuse, string? putBack, params string[] names)
    {
        DeadServers.Out(bench, names);
        Break();
        bench.Run(2);
        bench.FindCause(DeadServers.Cause(bench.Second, refuse, names), DeadServers.Offered(names[0], putBack));
        bench.Run(2);
    }
}
