namespace Holdfast.Incidents.Replay;

/// <summary>What a drill's page says where users hold sessions. Lines as they are written. Next: <see cref="ScenarioText"/>.</summary>
internal static class ScenarioSessions
{
    public static string Options(SessionCrowd crowd) => FormattableString.Invariant(
        $"{{ service: \"fixed:5ms\", sessions: {crowd.Places}, session-death: {Ratio(crowd):0.00}, death-restart: {Math.Round(crowd.Host.RestartSeconds):0}s, backlog: 512 }}");

    public static IEnumerable<string> AboutHosts(SessionCrowd crowd)
    {
        yield return FormattableString.Invariant($"# The fewest sessions with which a host died: {crowd.Host.Death}; it was back {crowd.Host.RestartSeconds:0} s later. What it holds well, {crowd.Places}, is what the present configuration gives it,");
        yield return "# or two thirds of that number where it gives no bound; above that it becomes slow. Hosts of the pool are taken to be equal.";
    }

    public static IEnumerable<string> Traffic(SessionCrowd crowd, string rate)
    {
        yield return FormattableString.Invariant($"# New users a second: requests that repeat no refused one, medians of five seconds, at most half as many again as in the three seconds before the first host died, or what all hosts");
        yield return FormattableString.Invariant($"# could die of: from then on tries again cannot be told from new users who share an address. A session lasted {crowd.Host.LengthSeconds:0.#} s on the mean of the quiet before. The pause before who was cut or refused tries again is the one that makes as many tries as were recorded at most.");
        yield return "traffic:";
        yield return FormattableString.Invariant($"  - {{ name: {crowd.Users.Name}, rate: \"{rate}\", arrivals: poisson, clients: {{ count: {crowd.Users.Clients}, first: 127.0.30.1 }}, deadline: 25s, timeout: 20s, connections: {SessionCrowd.UsersMaximum},");
        yield return FormattableString.Invariant($"      session: {{ for: {1000 * crowd.LengthSeconds:0}ms, protocol: websocket, reconnect: delayed, reconnectDelay: {1000 * crowd.ReconnectSeconds:0}ms, users: {SessionCrowd.UsersMaximum} }} }}");
    }

    /// <summary>Name and seconds of each phase of the trouble.</summary>
    public static IEnumerable<(string Name, double Seconds)> Phases(ReplayPlan plan, SessionCrowd crowd)
    {
        if (crowd.Crowded(plan.Time, plan.Present.Servers.Count) is not { } crowded)
        {
            yield return ("trouble", plan.Time.TroubleSeconds);
            yield break;
        }

        yield return ("trouble", crowded.From - TimeScale.Lead);
        yield return ("crowd", crowded.To - crowded.From);
        yield return ("ebb", Math.Max(1, TimeScale.Lead + plan.Time.TroubleSeconds - crowded.To));
    }

    public static IEnumerable<ReplayExpectation> Expectations(ReplayPlan plan, SessionCrowd crowd)
    {
        foreach ((string phase, _) in Phases(plan, crowd))
        {
            yield return new ReplayExpectation("server-deaths", phase, "atMost: 0");
            yield return new ReplayExpectation("lost-sessions", phase, "atMost: 0");
        }

        if (crowd.Crowded(plan.Time, plan.Present.Servers.Count) is not null)
        {
            yield return new ReplayExpectation("sessions-held", "crowd", "atLeast: 97%") { Because = "who comes too many is refused, and a place that comes free is taken at once" };
        }
    }

    // A host with one session more than what it died with must die.
    private static double Ratio(SessionCrowd crowd) => Math.Max(1.01, Math.Floor(100.0 * crowd.Host.Death / crowd.Places) / 100);
}
