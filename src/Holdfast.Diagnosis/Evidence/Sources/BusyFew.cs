namespace Holdfast.Diagnosis.Evidence.Sources;

/// <summary>
/// How much the busiest clients send together. Recorded are the share of the busiest and how evenly all are spread: so many of its kind, and
/// all others alike, is what fits both best.
/// </summary>
public static class BusyFew
{
    private const int Most = 20;

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
}
