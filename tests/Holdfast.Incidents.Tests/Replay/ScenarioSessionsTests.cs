using Holdfast.Incidents.Replay;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Tests.Replay;

/// <summary>
/// An outage of crowded sessions on four servers: 8 users a second stay for 10 s each; then 48 come, servers have up to 60 sessions, die with them and are back
/// twelve seconds later.
/// </summary>
public sealed class ScenarioSessionsTests
{
    private const int DiesAt = 8;
    private const int BackAt = 20;

    [Fact]
    public void HostsThatDiedOfSessions_AreBuiltAgainWithTheirNumber()
    {
        using RecordedOutage outage = Crowded();
        SessionCrowd crowd = outage.Plan().Sessions.ShouldNotBeNull();
        (crowd.Host.LengthSeconds, crowd.Host.Death, crowd.Host.RestartSeconds).ShouldBe((10, 60, BackAt - DiesAt));
        (crowd.Places, crowd.LengthSeconds).ShouldBe((40, 10));
        (crowd.Users.RateAt(10), crowd.Users.RateAt(40), crowd.Host.FirstDeath).ShouldBe((8, 48, RecordedOutage.Start + DiesAt));
    }

    [Fact]
    public void Page_HasUsersWhoComeBack_AndAsksThatNoHostDies()
    {
        using RecordedOutage outage = Crowded();
        string text = ScenarioText.Write(outage.Plan());
        text.ShouldContain("\nunit: sessions\n");
        text.ShouldContain("capacity: 40, weight: 100, options: &server { service: \"fixed:5ms\", sessions: 40, session-death: 1.50, death-restart: 12s, backlog: 512 }");
        text.ShouldMatch("session: \\{ for: 10000ms, protocol: websocket, reconnect: delayed, reconnectDelay: 4[78]\\dms, users: 4000 \\}");
        text.ShouldContain("  - { that: server-deaths, during: crowd, atMost: 0 }\n  - { that: lost-sessions, during: crowd, atMost: 0 }\n");
        text.ShouldContain("  - { that: sessions-held, during: crowd, atLeast: 97%");
        text.ShouldContain("measured: [trouble, crowd, ebb]\ntrouble: trouble\n");
        text.ShouldNotContain("goodput");
        text.ShouldNotContain("faults:");
    }

    [Fact]
    public void TriesAgainThatPassForNewUsers_MakeNoLargerCrowd()
    {
        using RecordedOutage outage = Crowded();
        outage.Bench.Series.Set(Bench.Pool, Signal.OfferedFirst, second => second < RecordedOutage.Start ? 8 : second < RecordedOutage.Start + DiesAt ? 40 : second < RecordedOutage.End ? 400 : 8);
        SessionCrowd crowd = outage.Plan().Sessions!;
        (crowd.Users.RateAt(10), crowd.Users.RateAt(60)).ShouldBe((8, 60));
    }

    [Fact]
    public void PresentConfigurationBoundsSessions_ThatIsWhatAHostIsToHold()
    {
        using RecordedOutage outage = Crowded();
        outage.PresentFingerprint = "fedcba9876543210";
        outage.PresentPage = RecordedOutage.Page.Replace("    health: { path: /healthz }", "    limits: { sessions: 50 }\n    health: { path: /healthz }", StringComparison.Ordinal).Replace("protection: off", "", StringComparison.Ordinal);
        ReplayPlan plan = outage.Plan();
        plan.Sessions!.Places.ShouldBe(50);
        string text = ScenarioText.Write(plan);
        text.ShouldContain("sessions: 50, session-death: 1.20");
        text.ShouldContain("limits: {sessions: 50}");
    }

    [Fact]
    public void BoundWithWhichAHostDied_IsNotTakenForWhatItHolds()
    {
        using RecordedOutage outage = Crowded();
        outage.PresentPage = RecordedOutage.Page.Replace("    health: { path: /healthz }", "    limits: { sessions: 60 }\n    health: { path: /healthz }", StringComparison.Ordinal);
        outage.PresentFingerprint = "fedcba9876543210";
        outage.Plan().Sessions!.Places.ShouldBe(40);
    }

    [Fact]
    public void Crowd_IsWhereMoreUsersAreThereThanAllPlacesHold()
    {
        using RecordedOutage outage = Crowded();
        ReplayPlan plan = outage.Plan();
        (int from, int to) = plan.Sessions!.Crowded(plan.Time, servers: 4).ShouldNotBeNull();
        plan.Sessions.PresentAt(from).ShouldBeGreaterThan(1.25 * 160);
        (from, to).ShouldSatisfyAllConditions(() => from.ShouldBeInRange(25, 35), () => to.ShouldBeInRange(75, 80));
        plan.Sessions.Crowded(plan.Time, servers: 40).ShouldBeNull("they would hold all");
    }

    [Fact]
    public void NoHostDied_IsAnotherOutage()
    {
        using RecordedOutage outage = Crowded();
        foreach (string server in new[] { "a", "b", "c", "d" })
        {
            outage.Server(server, Signal.Sessions, _ => 55);
            outage.Server(server, Signal.FailedSessionCut, _ => 6);
        }

        outage.Plan().Sessions.ShouldBeNull();
    }

    [Fact]
    public void FewAskForSessions_IsAnotherOutage()
    {
        using RecordedOutage outage = Crowded();
        outage.Pool(Signal.OfferedFirst, 100);
        outage.Plan().Sessions.ShouldBeNull();
    }

    [Fact]
    public void MoreUsersThanOneMachinePlays_IsRefusedWithTheNumber()
    {
        using RecordedOutage outage = Crowded();
        outage.Pool(Signal.OfferedFirst, 8, 480);
        (ReplayPlan? plan, string problem) = outage.Desk.Plan(outage.Record());
        plan.ShouldBeNull();
        problem.ShouldStartWith("Up to 4800 users wanted sessions at once");
    }

    private static RecordedOutage Crowded()
    {
        RecordedOutage outage = new();
        outage.Pool(Signal.OfferedFirst, 8, 48);
        outage.Pool(Signal.OfferedRetry, 0, 952);
        outage.Pool(Signal.SessionsOpened, 8, 20);
        outage.Pool(Signal.Sessions, 80, 100);
        foreach (string server in new[] { "a", "b", "c", "d" })
        {
            outage.Server(server, Signal.Sessions, second => second < RecordedOutage.Start + DiesAt ? 55 : 0);
            outage.Server(server, Signal.FailedSessionCut, DiesAt, DiesAt + 1, 60, 0);
            outage.Server(server, Signal.Healthy, DiesAt, BackAt, 0, 1);
        }

        return outage;
    }
}
