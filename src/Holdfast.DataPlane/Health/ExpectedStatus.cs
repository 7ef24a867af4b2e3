using System.Globalization;

namespace Holdfast.DataPlane.Health;

/// <summary>The statuses that a probe counts as good, from text such as "200-299,304". Immutable.</summary>
public sealed class ExpectedStatus
{
    private const int Lowest = 100;
    private const int Highest = 599;

    private readonly bool[] good = new bool[Highest + 1];

    private ExpectedStatus()
    {
    }

    public static ExpectedStatus Parse(string text) =>
        TryParse(text, out ExpectedStatus? expected)
            ? expected!
            : throw new FormatException($"'{text}' is not a list of statuses from {Lowest} to {Highest} such as 200-299,304.");

    public static bool TryParse(string text, out ExpectedStatus? expected)
    {
        var parsed = new ExpectedStatus();
        expected = null;
        foreach (string part in text.Split(','))
        {
            string[] ends = part.Split('-');
            if (ends.Length > 2 || !TryStatus(ends[0], out int first) || !TryStatus(ends[^1], out int last) || first > last)
            {
                return false;
            }

            Array.Fill(parsed.good, true, first, last - first + 1);
        }

        expected = parsed;
        return true;
    }

    public bool Contains(int status) => status is >= Lowest and <= Highest && good[status];

    private static bool TryStatus(string text, out int status) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out status) && status is >= Lowest and <= Highest;
}
