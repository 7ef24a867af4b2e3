using System.Globalization;
using System.Text;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Replay;

/// <summary>
/// What the drill of an incident needs of the series, second by second, as one text: seconds of servers are forgotten after a quarter of an
/// hour, and the drill may be written months later. A line for each signal; a value that repeats is written once with its number. Immutable.
/// </summary>
internal sealed class KeptReplay
{
    private const string Head = "holdfast-replay 1";
    private const string Unknown = "-";

    // As long as servers' seconds are in memory; a text that says more of one value was not written by this program.
    private const int RunMaximum = 900;

    private readonly Dictionary<(SeriesSubject Subject, Signal Signal), double[]> columns;

    private KeptReplay(long from, Dictionary<(SeriesSubject, Signal), double[]> columns) => (From, this.columns) = (from, columns);

    /// <summary>The first second.</summary>
    public long From { get; }

    /// <summary>The second after the last one; the first one when nothing was observed.</summary>
    public long End => From + columns.Values.Select(column => column.Length).DefaultIfEmpty(0).Max();

    /// <summary>Null when it would be longer than so many characters.</summary>
    public static string? Write(ReplaySeries series, IEnumerable<(SeriesSubject Subject, Signal Signal)> wanted, long from, int count, int maximum)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{Head} {from}\n");
        foreach ((SeriesSubject subject, Signal signal) in wanted)
        {
            double[] values = series.Read(subject, signal, from, count);
            if (Array.Exists(values, double.IsFinite))
            {
                text.Append(CultureInfo.InvariantCulture, $"{subject.Kind}\t{subject.Name}\t{signal}\t").AppendJoin(' ', Runs(values)).Append('\n');
            }

            if (text.Length > maximum)
            {
                return null;
            }
        }

        return text.ToString();
    }

    /// <summary>Null for what a later program has written.</summary>
    public static KeptReplay? Read(string text)
    {
        string[] lines = text.Split('\n');
        if (!lines[0].StartsWith(Head + " ", StringComparison.Ordinal) || !long.TryParse(lines[0].AsSpan(Head.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out long from))
        {
            return null;
        }

        Dictionary<(SeriesSubject, Signal), double[]> columns = [];
        foreach (string[] parts in lines.Skip(1).Select(line => line.Split('\t')).Where(parts => parts.Length == 4))
        {
            if (Enum.TryParse(parts[0], out SubjectKind kind) && Enum.TryParse(parts[2], out Signal signal))
            {
                columns[(new SeriesSubject(kind, parts[1]), signal)] = [.. parts[3].Split(' ').SelectMany(Values)];
            }
        }

        return new KeptReplay(from, columns);
    }

    /// <summary>What was kept, and for the rest what the series still have.</summary>
    public ReplaySeries Before(ReplaySeries series) => new(series.Subjects, (subject, signal, first, count) =>
    {
        if (!columns.TryGetValue((subject, signal), out double[]? kept))
        {
            return series.Read(subject, signal, first, count);
        }

        // Asked for apart: one second that is only on disk makes means of ten seconds of all that are asked for with it.
        int before = (int)Math.Clamp(From - first, 0, count);
        int until = (int)Math.Clamp(From + kept.Length - first, before, count);
        IEnumerable<double> own = kept.Skip((int)Math.Max(0, first + before - From)).Take(until - before);
        return [.. series.Read(subject, signal, first, before), .. own, .. series.Read(subject, signal, first + until, count - until)];
    });

    private static IEnumerable<string> Runs(double[] values)
    {
        for (int first = 0, next; first < values.Length; first = next)
        {
            string value = Say(values[first]);
            next = first + 1;
            while (next < values.Length && Say(values[next]) == value)
            {
                next++;
            }

            yield return next - first == 1 ? value : string.Create(CultureInfo.InvariantCulture, $"{value}*{next - first}");
        }
    }

    private static IEnumerable<double> Values(string run)
    {
        string[] parts = run.Split('*');
        double value = double.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out double known) && parts[0] != Unknown ? known : double.NaN;
        int count = parts.Length == 2 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int repeated) ? Math.Min(repeated, RunMaximum) : 1;
        return Enumerable.Repeat(value, count);
    }

    // Five digits are more than any estimate has.
    private static string Say(double value) => double.IsFinite(value) ? value.ToString("G5", CultureInfo.InvariantCulture) : Unknown;
}
