namespace Holdfast.Incidents.Replay;

/// <summary>
/// All servers that a drill starts: those of the day of the outage, and those that other configurations of its page have besides, such as a
/// second machine that was brought in since. Immutable.
/// </summary>
internal sealed class ReplayFleet
{
    /// <summary>A page of a drill is read by people, and two processors run it.</summary>
    public const int ServersMaximum = 12;

    // At these addresses the drill starts nothing.
    private readonly IReadOnlyList<ReplayServer> unanswered;

    private ReplayFleet(IReadOnlyList<ReplayServer> servers, IReadOnlyList<ReplayServer> unanswered) => (Servers, this.unanswered) = (servers, unanswered);

    /// <summary>Those of the first configuration first.</summary>
    public IReadOnlyList<ReplayServer> Servers { get; }

    public static ReplayFleet Of(params IEnumerable<ReplayConfiguration> configurations)
    {
        ReplayServer[] all = [.. configurations.SelectMany(configuration => configuration.Servers)];
        ReplayServer[] servers = [.. all.Where(server => !server.IsUnanswered).DistinctBy(server => server.Recorded)];
        IReadOnlyList<ReplayServer> named = ReplayServer.Named([.. servers, .. all.Where(server => server.IsUnanswered).DistinctBy(server => server.Address)]);
        return new ReplayFleet([.. named.Take(servers.Length)], [.. named.Skip(servers.Length)]);
    }

    /// <summary>Its name and address in the drill, wherever a configuration lists it.</summary>
    public (string Name, string Address) PlaceOf(ReplayServer server)
    {
        int index = 0;
        while (server.IsUnanswered ? unanswered[index].Address != server.Address : Servers[index].Recorded != server.Recorded)
        {
            index++;
        }

        int place = server.IsUnanswered ? Servers.Count + index + 1 : index + 1;
        return ((server.IsUnanswered ? unanswered : Servers)[index].Name, FormattableString.Invariant($"127.0.1.{place}:18000"));
    }
}
