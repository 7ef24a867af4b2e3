namespace Holdfast.Incidents.Replay;

/// <summary>A server as the drill needs it.</summary>
/// <param name="Name">As the configuration names it, when a drill can name it so.</param>
/// <param name="Recorded">Its name in the series.</param>
internal sealed record ReplayServer(string Name, string Recorded, int Weight)
{
    private const int LengthMaximum = 40;

    /// <summary>A name goes into file names and notations; addresses would not.</summary>
    /// <param name="index">Its place among the servers of the drill, from 0.</param>
    public static string NameFor(string recorded, int index) =>
        recorded.Length is > 0 and <= LengthMaximum && recorded.All(symbol => char.IsAsciiLetterOrDigit(symbol) || symbol is '-' or '_')
            ? recorded
            : FormattableString.Invariant($"s{index + 1}");
}
