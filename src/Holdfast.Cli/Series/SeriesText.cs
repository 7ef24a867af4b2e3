using System.Globalization;
using System.Text;
using Holdfast.Admin;

namespace Holdfast.Cli;

/// <summary>What was recorded, for people and for spreadsheets.</summary>
internal static class SeriesText
{
    // With a name, a unit and four numbers beside it, a line fits 120 columns.
    private const int BarsMaximum = 48;

    public static string Format(SeriesListReport list)
    {
        StringBuilder text = new();
        text.Append(list.Newest is null
            ? "nothing has been recorded yet: wait a second or two\n"
            : string.Create(CultureInfo.InvariantCulture, $"second by second from {list.Oldest:u} to {list.Newest:u}{(list.IsKeptOnDisk ? "; in steps of 10 s for 2 days and of a minute for 60 days" : "; nothing is kept on disk")}\n"));
        text.Append("\nsubjects\n");
        foreach (string subject in list.Subjects)
        {
            text.Append("  ").Append(subject).Append('\n');
        }

        TextTable signals = new("signal", "unit", "of", "meaning");
        foreach (SignalMeaning one in list.Signals)
        {
            signals.Add(one.Signal, one.Unit, string.Join(' ', one.Subjects), one.Text);
        }

        return text.Append('\n').Append(signals).ToString();
    }

    /// <summary>A line for each signal: how it went, and its lowest, mean, highest and last value.</summary>
    public static string Lines(SeriesReport series)
    {
        TextTable table = new("signal", "unit", "from old to new", ">lowest", ">mean", ">highest", ">last");
        foreach (SignalReport signal in series.Signals)
        {
            double?[] known = [.. signal.Mean.Where(value => value is not null)];
            double? lowest = (signal.Lowest ?? signal.Mean).Min();
            double? highest = (signal.Highest ?? signal.Mean).Max();
            table.Add(signal.Signal, signal.Unit, Bars(signal.Mean), Number(lowest), Number(known.Average()), Number(highest), Number(known.LastOrDefault()));
        }

        return Head(series) + (series.Signals.Count == 0 ? "  nothing was observed in that time\n" : table);
    }

    /// <summary>A row for each step.</summary>
    public static string Table(SeriesReport series)
    {
        TextTable table = new(["time (UTC)", .. series.Signals.Select(signal => $">{signal.Signal}")]);
        foreach ((DateTimeOffset at, int index) in Steps(series))
        {
            table.Add([at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), .. series.Signals.Select(signal => Number(signal.Mean[index]))]);
        }

        return Head(series) + table;
    }

    /// <summary>RFC 4180; what was not observed is empty.</summary>
    public static string Csv(SeriesReport series)
    {
        StringBuilder text = new("time");
        foreach (SignalReport signal in series.Signals)
        {
            text.Append(',').Append(signal.Signal).Append(signal.Lowest is null ? "" : $",{signal.Signal} lowest").Append(signal.Highest is null ? "" : $",{signal.Signal} highest");
        }

        text.Append("\r\n");
        foreach ((DateTimeOffset at, int index) in Steps(series))
        {
            text.Append(at.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
            foreach (SignalReport signal in series.Signals)
            {
                AppendCells(text, signal, index);
            }

            text.Append("\r\n");
        }

        return text.ToString();
    }

    public static string Format(EventListReport list)
    {
        if (list.Events.Count == 0)
        {
            return string.Create(CultureInfo.InvariantCulture, $"nothing changed from {list.From:u} to {list.To:u}\n");
        }

        TextTable table = new("time (UTC)", "kind", "subject", "by", "what");
        foreach (EventReport one in list.Events)
        {
            string change = one.Before is null && one.After is null || one.Kind == "health" ? "" : $" ({one.Before ?? "nothing"} to {one.After ?? "nothing"})";
            table.Add(one.HappenedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), one.Kind, one.Subject, one.Source, one.What + change);
        }

        return table.ToString();
    }

    /// <summary>Highest of the steps behind each bar; a gap is a dot.</summary>
    internal static string Bars(IReadOnlyList<double?> values)
    {
        int bars = Math.Min(BarsMaximum, values.Count);
        double highest = values.Max() is { } value and > 0 ? value : 1;
        return string.Concat(Enumerable.Range(0, bars).Select(bar =>
        {
            int first = bar * values.Count / bars;
            double? top = values.Skip(first).Take(Math.Max(1, ((bar + 1) * values.Count / bars) - first)).Max();
            return top is null ? '·' : Sparkline.Of(top.Value, highest);
        }));
    }

    private static string Head(SeriesReport series)
    {
        int steps = series.Signals.Count == 0 ? 0 : series.Signals[0].Mean.Count;
        return string.Create(CultureInfo.InvariantCulture, $"{series.Subject} from {series.From:u}, {steps} steps of {series.StepSeconds} s{(series.KeptSeconds > 1 ? $" (kept in steps of {series.KeptSeconds} s)" : "")}\n");
    }

    private static IEnumerable<(DateTimeOffset At, int Index)> Steps(SeriesReport series) =>
        Enumerable.Range(0, series.Signals.Count == 0 ? 0 : series.Signals[0].Mean.Count).Select(index => (series.From.AddSeconds((double)index * series.StepSeconds), index));

    private static void AppendCells(StringBuilder text, SignalReport signal, int index)
    {
        foreach (IReadOnlyList<double?>? column in (IReadOnlyList<double?>?[])[signal.Mean, signal.Lowest, signal.Highest])
        {
            if (column is not null)
            {
                text.Append(',').Append(column[index]?.ToString("0.##########", CultureInfo.InvariantCulture));
            }
        }
    }

    private static string Number(double? value) => value switch
    {
        null => "-",
        0 => "0",
        >= 1e9 => string.Create(CultureInfo.InvariantCulture, $"{value / 1e9:0.00}G"),
        >= 1e6 => string.Create(CultureInfo.InvariantCulture, $"{value / 1e6:0.00}M"),
        >= 100 => string.Create(CultureInfo.InvariantCulture, $"{value:0}"),
        >= 1 => string.Create(CultureInfo.InvariantCulture, $"{value:0.##}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value:0.#####}"),
    };
}
