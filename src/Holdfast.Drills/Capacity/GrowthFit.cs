using System.Globalization;
using Holdfast.Foundation;

namespace Holdfast.Drills;

/// <summary>
/// Projects the busiest hours of past days: a straight line with a height of its own for each weekday, by least squares. The range comes from fits to the line
/// with whole weeks of residuals put in another order, because the days of a week are busy together. Pure arithmetic; the seed repeats it.
/// </summary>
public static class GrowthFit
{
    /// <summary>Each weekday three times: with two, a trend and a busy week look the same.</summary>
    public const int DaysLeast = 21;

    // Gaps are days on which nobody looked; a history of gaps says nothing about weeks.
    private const double KnownLeast = 0.7;
    private const int Week = 7;
    private const int Draws = 400;
    private const double Tail = 0.05;
    private const double DaysPerMonth = 365.25 / 12;

    // Beyond that any trend is a guess.
    private const int DaysForeseeable = 2 * 365;

    /// <param name="carried">What can be carried, in requests per second.</param>
    /// <param name="refusal">Why there is no forecast, as a sentence; null when there is one.</param>
    public static GrowthForecast? Fit(IReadOnlyList<DayPeak> days, double carried, ulong seed, out string? refusal)
    {
        DayPeak[] known = [.. days.Where(day => double.IsFinite(day.Peak)).OrderBy(day => day.Day)];
        refusal = WhyNot(known, carried);
        if (refusal is not null)
        {
            return null;
        }

        int first = known[0].Day.DayNumber;
        Line line = Line.Of(known, first);
        DateOnly today = known[^1].Day;
        int? full = line.FirstDayAt(carried, today.DayNumber - first);
        (double[] slopes, int?[] ends) = Resample(known, first, line, carried, new SeededRandom(seed));
        DayOfWeek busiest = Enum.GetValues<DayOfWeek>().MaxBy(line.HeightOf);
        return new GrowthForecast(
            known.Length,
            line.HeightOf(busiest) + (line.Slope * (today.DayNumber - first)),
            line.Slope * DaysPerMonth,
            new Interval(At(slopes, Tail) * DaysPerMonth, At(slopes, 1 - Tail) * DaysPerMonth),
            full is { } day ? today.AddDays(day).DayOfWeek : busiest,
            Date(today, full),
            Date(today, ends[(int)(Tail * (Draws - 1))]),
            Date(today, ends[(int)((1 - Tail) * (Draws - 1))]));
    }

    private static string? WhyNot(DayPeak[] known, double carried)
    {
        if (carried <= 0)
        {
            return "what can be carried is not known: name it with --capacity 1200/s";
        }

        if (known.Length < DaysLeast)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{known.Length} days are recorded, a trend with weekdays needs {DaysLeast}");
        }

        int span = known[^1].Day.DayNumber - known[0].Day.DayNumber + 1;
        if (known.Length < KnownLeast * span)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{known.Length} of {span} days are recorded: too many gaps for a trend");
        }

        return known.All(day => day.Peak <= 0) ? "no request arrived in all this time"
            : known.GroupBy(day => day.Day.DayOfWeek).Count() < Week ? "of one weekday nothing is recorded at all"
            : null;
    }

    private static (double[] Slopes, int?[] Ends) Resample(DayPeak[] known, int first, Line line, double carried, SeededRandom random)
    {
        double[] residuals = [.. known.Select(day => day.Peak - line.At(day.Day, first))];
        double[] slopes = new double[Draws];
        int?[] ends = new int?[Draws];
        for (int draw = 0; draw < Draws; draw++)
        {
            DayPeak[] other = [.. known];
            for (int index = 0; index < other.Length; index += Week)
            {
                int from = random.Next(residuals.Length);
                for (int day = index; day < Math.Min(index + Week, other.Length); day++)
                {
                    other[day] = new DayPeak(known[day].Day, line.At(known[day].Day, first) + residuals[(from + day - index) % residuals.Length]);
                }
            }

            Line fitted = Line.Of(other, first);
            slopes[draw] = fitted.Slope;
            ends[draw] = fitted.FirstDayAt(carried, known[^1].Day.DayNumber - first);
        }

        Array.Sort(slopes);
        // Not foreseeable is the latest of all.
        return (slopes, [.. ends.OrderBy(end => end ?? int.MaxValue)]);
    }

    private static double At(double[] sorted, double part) => sorted[(int)(part * (sorted.Length - 1))];

    private static DateOnly? Date(DateOnly today, int? days) => days is { } known ? today.AddDays(known) : null;

    /// <summary>The trend and the weekdays' heights, at day 0.</summary>
    private sealed record Line(double Slope, double[] Heights, DateOnly Start)
    {
        public static Line Of(DayPeak[] days, int first)
        {
            double[] count = new double[Week];
            double[] meanDay = new double[Week];
            double[] meanPeak = new double[Week];
            foreach (DayPeak day in days)
            {
                int weekday = (int)day.Day.DayOfWeek;
                count[weekday]++;
                meanDay[weekday] += day.Day.DayNumber - first;
                meanPeak[weekday] += day.Peak;
            }

            for (int weekday = 0; weekday < Week; weekday++)
            {
                meanDay[weekday] /= count[weekday];
                meanPeak[weekday] /= count[weekday];
            }

            (double above, double below) = (0, 0);
            foreach (DayPeak day in days)
            {
                int weekday = (int)day.Day.DayOfWeek;
                double off = day.Day.DayNumber - first - meanDay[weekday];
                above += off * (day.Peak - meanPeak[weekday]);
                below += off * off;
            }

            double slope = above / below;
            return new Line(slope, [.. meanPeak.Select((peak, weekday) => peak - (slope * meanDay[weekday]))], DateOnly.FromDayNumber(first));
        }

        public double HeightOf(DayOfWeek weekday) => Heights[(int)weekday];

        public double At(DateOnly day, int first) => HeightOf(day.DayOfWeek) + (Slope * (day.DayNumber - first));

        /// <summary>Days from today on until the first one that asks for as much; 0 when today does.</summary>
        public int? FirstDayAt(double carried, int today)
        {
            for (int day = 0; day <= DaysForeseeable; day++)
            {
                if (HeightOf(Start.AddDays(today + day).DayOfWeek) + (Slope * (today + day)) >= carried)
                {
                    return day;
                }
            }

            return null;
        }
    }
}
