using System.Globalization;

namespace Holdfast.Incidents.Replay;

/// <summary>What a drill's page says of its servers, and how that was estimated. Lines as they are written. Next: <see cref="ScenarioText"/>.</summary>
internal static class ScenarioServers
{
    // Where connections hung while they were opened, the queue of the kernel was full, too.
    private const int BacklogWhereTheyHung = 64;
    private const int Backlog = 512;

    public static IEnumerable<string> About(ServerEstimate server, double scale)
    {
        yield return Invariant($"# Service time: median of the quiet seconds before, {1000 * server.ServiceSeconds:0.#} ms. At its best a server answers {server.Capacity:0}/s: {How(server)}.");
        yield return server.HeldWith > 0
            ? Invariant($"# It still did with {server.HeldWith:0} requests inside: it has {server.Workers(scale)} at work and the others in a queue. The capacity, which verdicts relate to, is its best by 1.3. Servers of the pool are taken to be equal.")
            : "# The scalability law (beta) is the one with that best; the capacity, which verdicts relate to, is what it answers in 1.3 times its quiet time. Servers of the pool are taken to be equal.";
    }

    public static string Options(ServerEstimate server, double scale)
    {
        (double service, double beta) = server.Law(scale);
        // What waits there is answered some day: nobody was seen to be turned away.
        (double seconds, string work) = server.HeldWith > 0
            ? (server.Workers(scale) / (server.Capacity * scale), Invariant($"workers: {server.Workers(scale)}, queue: unlimited"))
            : (service, Invariant($"usl: \"{ScalabilityLaw.Alpha:0.00},{beta:0.########}\""));
        string bound = server.ConnectionsMaximum > 0 ? Invariant($", max-connections: {server.ConnectionsMaximum}, at-cap: hang") : "";
        return Invariant($"{{ service: \"lognormal:{Math.Max(0.1, 1000 * seconds):0.0}ms,cv=0.3\", {work}, backlog: {(server.ConnectionsMaximum > 0 ? BacklogWhereTheyHung : Backlog)}{bound} }}");
    }

    private static string How(ServerEstimate server) =>
        server.IsFromRefusals ? "the most that one of them answered well in a second, over three seconds, in which others were refused or waited"
        : server.HeldWith > 0 ? "the most that one of them answered well in a second, over three seconds; more at once did not make it more"
        : server.IsReached ? "the most that one of them answered well in a second, over three seconds, before more at once made it less"
        : server.IsFromSlow ? "what one of them answered while it was slow, as many times as it was slower than usual"
        : "none of them was seen to be full: half as much again as the most that one of them answered well, or three requests at once in two service times";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
