namespace Holdfast.Incidents.Tests.Postmortems.Writing;

/// <summary>The recorded outages of the published pages, read as a strict editor reads them: what is said is so, and whole.</summary>
public sealed class OutageStoriesTests
{
    [Fact]
    public void SecondOutageThatShowedOtherwise_IsToldAsItWas()
    {
        string markdown = RecordedIncident.Draft("dead-host", out _);
        markdown.ShouldContain("- **Root cause:** All 4 servers of pool shop were out: they refused connections, and nobody was answered. In outage 2 they took requests and said nothing");
        markdown.ShouldContain("- 03:14:00 - Cause of outage 2 identified: ");
        markdown.ShouldContain("- 03:12:30 - 4 servers answered again, service restored.", Case.Sensitive, "nobody did anything in outage 1");
        markdown.ShouldContain("- 03:13:57 - Shop team was called again.");
        markdown.ShouldContain("servers e, f and g of pool shop are new (weight 100); and 2 more");
        markdown.ShouldNotContain("connections were open", Case.Sensitive, "a symptom of servers that are out");
        markdown.ShouldNotContain("trigger was not recorded", Case.Sensitive, "people noted a restart");
    }

    [Fact]
    public void ServersThatCameAndWent_WentFirstWhenTheyDid_AndTheFewClientsAreTold()
    {
        string markdown = RecordedIncident.Draft("marketing-surge", out _);
        markdown.ShouldContain("- 03:00:44 - Holdfast took servers a, b and c out, for the first time.");
        markdown.ShouldContain("servers a, b and c of pool shop were out now and then from 03:00:44");
        markdown.ShouldContain("The series showed the trigger, more traffic: 882 first attempts/s at pool shop, 203 before. They also showed: about 3 clients sent 32 % of the requests");
        markdown.ShouldNotContain("drill replays", Case.Sensitive, "its only fault is one server that is killed");
    }

    [Theory]
    [InlineData("marketing-surge", "First requests to pool shop were slow.")]
    [InlineData("pool-exhaustion", "First requests to pool shop took twice as long as usual.")]
    [InlineData("one-character", "First requests to pool shop failed.")]
    public void BeginningIsToldAsItWasMeasured(string name, string told) => RecordedIncident.Draft(name, out _).ShouldContain(told);

    [Fact]
    public void ServerThatPeopleRestarted_WasNotTakenOutByTheGateway_AndAChangeOfSeveralServersIsOne()
    {
        string markdown = RecordedIncident.Draft("one-character", out _);
        markdown.ShouldNotContain("03:07:50 - Holdfast took");
        markdown.ShouldNotContain("Holdfast removed server a");
        markdown.ShouldContain("weight of servers b, c and d of pool shop from 100 to 0");
        markdown.ShouldContain("The trigger was the change of 03:07:07, 1 s before users were hurt.");
        markdown.ShouldContain("while others idled. The change came at 03:07:07.");
        markdown.ShouldContain("people put the configuration back as it was before 03:07:07: configuration revision 3: weight of servers b, c and d of pool shop from 0 to 100.");
    }

    [Fact]
    public void HypothesesThatStoodLong_AreTold_AndACauseThatWasRuledOutBeforeItWasFound()
    {
        string markdown = RecordedIncident.Draft("sandbox-crowd", out _);
        markdown.ShouldContain("The diagnosis suspected a storm of retries, and ruled it out at 17:14:46.");
        markdown.ShouldContain("The diagnosis suspected the load of the monitoring, and ruled it out at 17:14:46.");
        markdown.ShouldContain("The diagnosis suspected a sick server, and ruled it out at 17:14:34.");
        markdown.ShouldContain("- 17:14:50 - The diagnosis checked every possible cause");
        markdown.ShouldContain("; that had been ruled out at 17:14:04.", Case.Sensitive, "behind what it speaks of");
        markdown.ShouldContain("What kept it going: with 79 % repeated attempts in the last 8 s the servers got 35 requests/s instead of 7.8.");
        markdown.ShouldContain("Servers a (twice), b, c and d of pool sandboxes died or were taken out, and 999 sessions were cut.");
        markdown.ShouldContain("limits.sessions from none to 40");
        markdown.ShouldContain("Servers that went out took 999 sessions along.");
    }

    [Fact]
    public void ProtectionThatWasSwitchedOffBefore_Contributed_AndServersThatWereOutForSecondsDidNot()
    {
        string markdown = RecordedIncident.Draft("surge-with-protection-off", out _);
        markdown.ShouldContain("- 05:32:44 - Change recorded: configuration revision 3: protection.mode from on to off.");
        markdown.ShouldContain("Contributing factors: the overload protection was switched off at 05:32:44, 19 s before users were hurt; no task, because it was switched on again at 05:34:57.");
        markdown.ShouldNotContain("nothing that was recorded connects it", Case.Sensitive, "nothing refused the surplus because of it");
        markdown.ShouldNotContain("were out from 05:36:20", Case.Sensitive, "three seconds, and after people had mended it");
        markdown.ShouldContain("servers got 824 requests/s and 496 clients/s left before the answer");
    }

    [Fact]
    public void DeploymentThatCameDuringTheOutage_IsTold()
    {
        string markdown = RecordedIncident.Draft("surge-with-protection-off", out _);
        markdown.ShouldContain("- 05:33:59 - Change recorded: version 8 of the shop.");
    }

    [Fact]
    public void CauseThatFollowedAnother_IsToldInWholeSentences()
    {
        string markdown = RecordedIncident.Draft("surge-taken-for-a-deployment", out _);
        markdown.ShouldContain("The diagnosis had stated a surge of requests first, at 05:22:11.");
        markdown.ShouldContain("Cause identified: a deployment or bug; that had been ruled out at 05:22:05.");
        markdown.ShouldContain("Detected by Holdfast's monitoring: 151 requests/s were offered to the gateway instead of 100.");
        markdown.ShouldContain("The root cause was a deployment or bug: the new version on pool shop was slow or failed. ");
    }

    [Theory]
    [MemberData(nameof(RecordedStoriesTests.All), MemberType = typeof(RecordedStoriesTests))]
    public void DataLossIsNotDenied_WhereNothingMeasuresIt(string name)
    {
        string markdown = RecordedIncident.Draft(name, out _);
        markdown.ShouldContain("Data loss was not measured.");
        markdown.ShouldNotContain("No data loss");
    }
}
