namespace Holdfast.Incidents.Postmortems.Rendering;

/// <summary>Which of many lines a chart draws: all while there is room, else those that were highest, and the rest added up. Keeps nothing.</summary>
internal static class ChosenLines
{
    public const string Others = "others";

    /// <param name="maximum">Lines, with that of the others.</param>
    public static IReadOnlyList<(string Name, double[] Values)> Of(IReadOnlyList<(string Name, double[] Values)> all, int maximum)
    {
        (string Name, double[] Values)[] known = [.. all.Where(line => line.Values.Any(double.IsFinite))];
        if (known.Length <= maximum)
        {
            return known;
        }

        // The order of names stays: whoever looks for a server finds it where it always is.
        HashSet<string> highest = [.. known.OrderByDescending(line => line.Values.Where(double.IsFinite).Max()).ThenBy(line => line.Name, StringComparer.Ordinal).Take(maximum - 1).Select(line => line.Name)];
        double[][] rest = [.. known.Where(line => !highest.Contains(line.Name)).Select(line => line.Values)];
        return [.. known.Where(line => highest.Contains(line.Name)), ($"{rest.Length} {Others}", Sum(rest))];
    }

    private static double[] Sum(double[][] lines) =>
    [
        .. Enumerable.Range(0, lines.Max(line => line.Length)).Select(step =>
        {
            double[] seen = [.. lines.Where(line => step < line.Length && double.IsFinite(line[step])).Select(line => line[step])];
            return seen.Length == 0 ? double.NaN : seen.Sum();
        }),
    ];
}
