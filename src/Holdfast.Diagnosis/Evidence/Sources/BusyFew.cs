namespace Holdfast.Diagnosis.Evidence.Sources;

/// <summary>
/// How much the busiest clients send together. Recorded are the share of the busiest and how evenly all are spread: so many of its kind, and
/// all others alike, is what fits both best.
/// </summary>
public static class BusyFew
{
    private const int Most = 20;

    // Equals differ by what they want today and by chance: of twenty that are alike the busiest of a second has twice its part.
    private const double PlainlyMore = 3;
    private const double ChanceDeviations = 4;

    /// <param name="clients">Clients in a second.</param>
    /// <param name="top">Share of the busiest one.</param>
    /// <param name="evenness">1 when all send the same, 0 when one sends all.</param>
    public static (int Count, double Share) Of(double clients, double top, double evenness)
    {
        int count = 1;
        double nearest = double.PositiveInfinity;
        for (int few = 1; few <= Most && few * top < 1 && few < clients - 1; few++)
        {
            double rest = 1 - (few * top);
            double bits = -(few * top * Math.Log2(top)) - (rest * Math.Log2(rest / (clients - few)));
            double distance = Math.Abs((bits / Math.Log2(clients)) - evenness);
            (count, nearest) = distance < nearest ? (few, distance) : (count, nearest);
        }

        return (count, Math.Min(1, count * top));
    }

    /// <summary>Whether the busiest client sends several times as much as each of the others, and more than chance gives to one of them.</summary>
    /// <param name="clients">Clients in a second.</param>
    /// <param name="top">Share of the busiest one.</param>
    /// <param name="requests">In a second, of all of them.</param>
    public static bool StandsOut(double clients, double top, double requests)
    {
        double each = requests * (1 - top) / Math.Max(1, clients - 1);
        return requests * top >= Math.Max(PlainlyMore * each, each + (ChanceDeviations * Math.Sqrt(each)));
    }
}
