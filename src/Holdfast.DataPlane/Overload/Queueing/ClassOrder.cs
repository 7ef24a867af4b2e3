using Holdfast.Configuration;

namespace Holdfast.DataPlane.Overload;

/// <summary>
/// Whose turn it is among the classes: CRITICAL before all others; of the others DEFAULT, BEST_EFFORT and BULK get 60, 30 and 10 parts of
/// the service time while they want it. None of those starves: each gets a turn, before CRITICAL even, when a hundred times the
/// service time of its last request has gone to others.
/// </summary>
internal sealed class ClassOrder
{
    private const int Classes = 4;
    private const int Floor = 100;

    /// <summary>
    /// Sums of prices are lowered together when they are that high, long before they overflow: 10,000 places would do that in two days, each
    /// paying six billions a second, and then the class that had paid most would go first for ever.
    /// </summary>
    public const long HighestLevel = 1L << 56;

    // Until a class has been served, nothing is known of its requests: a second of service to others, then it has its first turn.
    private const long FirstTurnNanoseconds = 1_000_000_000;

    // 60 divided by the class's weight: the price of a nanosecond, so that equal sums mean shares as the weights.
    private static readonly long[] Prices = [0, 1, 2, 6];

    private readonly long[] paid = new long[Classes];
    private readonly long[] untilTurn = [0, FirstTurnNanoseconds, FirstTurnNanoseconds, FirstTurnNanoseconds];
    private long level;

    /// <summary>What a nanosecond of service costs whoever takes turns with others of all classes; CRITICAL pays as DEFAULT does.</summary>
    public static long PriceOf(RequestClass requestClass) => Math.Max(1, Prices[(int)requestClass]);

    /// <summary>Which class is next; -1 when nobody waits.</summary>
    /// <param name="waiting">A bit for each class in which somebody waits.</param>
    public int Choose(uint waiting)
    {
        int least = -1;
        for (int index = 1; index < Classes; index++)
        {
            if ((waiting & (1u << index)) == 0)
            {
                continue;
            }

            if (untilTurn[index] <= 0)
            {
                return index;
            }

            if (least < 0 || paid[index] < paid[least])
            {
                least = index;
            }
        }

        return (waiting & 1) != 0 ? 0 : least;
    }

    /// <summary>The class had nobody waiting: what it did not use then is not owed to it.</summary>
    public void Enter(int index) => paid[index] = Math.Max(paid[index], level);

    public void Charge(int index, long costNanoseconds)
    {
        for (int other = 1; other < Classes; other++)
        {
            untilTurn[other] = Math.Max(0, untilTurn[other] - costNanoseconds);
        }

        if (index > 0)
        {
            level = Math.Max(level, paid[index]);
            if (level >= HighestLevel)
            {
                Lower(level);
            }

            paid[index] += costNanoseconds * Prices[index];
            untilTurn[index] = costNanoseconds * (Floor - 1);
        }
    }

    /// <summary>Only the differences count.</summary>
    private void Lower(long by)
    {
        level -= by;
        for (int index = 1; index < Classes; index++)
        {
            paid[index] = Math.Max(0, paid[index] - by);
        }
    }
}
