namespace Holdfast.Incidents.Replay;

/// <summary>
/// All servers that a drill starts: those of the day of the outage, and those that other configurations of its page have besides, such as a
/// second machine that was brought in since. Immutable.
/// </summary>
internal sealed class ReplayFleet
{
    /// <summary>A page of a drill is read by people, and two processors run it.</summary>
    public const int ServersMaximum = 12;

    private ReplayFleet(IReadOnlyList<ReplayServer> servers) => Servers = servers;

    /// <summary>Those of the first configuration first.</summary>
    public IReadOnlyList<ReplayServer> Servers { get; }

    public static ReplayFleet Of(params IEnumerable<ReplayConfiguration> configurations) =>
        new(ReplayServer.Named([.. configurations.SelectMany(configuration => configuration.Servers).DistinctBy(server => server.Recorded)]));

    /// <summary>Its name and address in the drill, wherever a configuration lists it.</summary>
    public (string Name, string Address) PlaceOf(ReplayServer server)
    {
        int index = 0;
        while (Servers[index].Recorded != server.Recorded)
        {
            index++;
        }

        return (Servers[index].Name, FormattableString.Invariant($"127.0.1.{index + 1}:18000"));
    }
}
