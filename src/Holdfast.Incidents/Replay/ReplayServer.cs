namespace Holdfast.Incidents.Replay;

/// <summary>A server as the drill needs it.</summary>
/// <param name="Name">As the configuration names it, when a drill can name it so.</param>
/// <param name="Recorded">Its name in the series.</param>
internal sealed record ReplayServer(string Name, string Recorded, int Weight)
{
    private const int LengthMaximum = 40;

    /// <summary>Where it is: a server that gets another name stays the same one.</summary>
    public string Address { get; init; } = "";

    /// <summary>A change gave it an address at which nobody answered: nobody listens at the drill's either.</summary>
    public bool IsUnanswered { get; init; }

    /// <summary>Names for the servers of a drill, no two alike.</summary>
    public static IReadOnlyList<ReplayServer> Named(IReadOnlyList<ReplayServer> servers)
    {
        HashSet<string> taken = [.. servers.Select(server => server.Recorded).Where(CanBeName)];
        return [.. servers.Select((server, index) => server with { Name = CanBeName(server.Recorded) ? server.Recorded : Free(taken, index + 1) })];
    }

    /// <summary>A name goes into file names and notations; addresses would not.</summary>
    private static bool CanBeName(string recorded) =>
        recorded.Length is > 0 and <= LengthMaximum && recorded.All(symbol => char.IsAsciiLetterOrDigit(symbol) || symbol is '-' or '_');

    /// <summary>By its place among the others, from 1, unless another is called so.</summary>
    private static string Free(HashSet<string> taken, int place)
    {
        while (!taken.Add(FormattableString.Invariant($"s{place}")))
        {
            place++;
        }

        return FormattableString.Invariant($"s{place}");
    }
}
