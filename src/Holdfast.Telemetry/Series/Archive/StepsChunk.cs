using System.IO.Compression;
using System.Text;

namespace Holdfast.Telemetry.Series;

/// <summary>
/// Sixty steps of all signals of one subject as bytes: of 10 s (ten minutes) made from seconds, or of one minute (an hour) made from those.
/// Levels and percentiles keep lowest, mean and highest; rates mean and highest: the worst second is what hurt.
/// </summary>
public static class StepsChunk
{
    public const int Steps = 60;

    /// <summary>Lengths of a step, shortest first.</summary>
    public static IReadOnlyList<int> StepSeconds { get; } = [10, 60];

    private const byte FormatVersion = 1;

    /// <summary>Steps of 10 s from the seconds in memory; null when nothing was observed.</summary>
    public static byte[]? Write(SeriesMemory memory, SeriesSubject subject, long from)
    {
        const int Seconds = 10;
        double[] seconds = new double[Steps * Seconds];
        SeriesPoint[] points = new SeriesPoint[Steps];
        return Write(memory.SignalsOf(subject), signal =>
        {
            memory.Read(subject, signal, from, seconds);
            for (int step = 0; step < Steps; step++)
            {
                points[step] = SeriesPoint.Of(seconds.AsSpan(step * Seconds, Seconds));
            }

            return points;
        });
    }

    /// <summary>Steps of a minute from six chunks of steps of 10 s, in order; null stands for one that is missing.</summary>
    public static byte[]? Merge(IReadOnlyList<byte[]?> chunks)
    {
        const int PerStep = 6;
        List<Dictionary<Signal, SeriesPoint[]>?> parts = [.. chunks.Select(chunk => chunk is null ? null : ReadAll(chunk))];
        Signal[] signals = [.. parts.OfType<Dictionary<Signal, SeriesPoint[]>>().SelectMany(part => part.Keys).Distinct().Order()];
        SeriesPoint[] points = new SeriesPoint[Steps];
        return Write(signals, signal =>
        {
            Array.Fill(points, SeriesPoint.None);
            for (int part = 0; part < parts.Count; part++)
            {
                if (parts[part] is { } known && known.TryGetValue(signal, out SeriesPoint[]? fine))
                {
                    for (int step = 0; step < Steps / PerStep; step++)
                    {
                        points[(part * Steps / PerStep) + step] = SeriesPoint.Of(fine.AsSpan(step * PerStep, PerStep));
                    }
                }
            }

            return points;
        });
    }

    /// <summary>Null when the signal is not in it, or the bytes are damaged.</summary>
    public static SeriesPoint[]? Read(byte[] chunk, Signal signal) => ReadAll(chunk)?.GetValueOrDefault(signal);

    /// <summary>Hands on the means of some signals, without keeping the rest: weeks of them are read at a time.</summary>
    /// <param name="take">The signal's place in the list, the step, and the mean.</param>
    public static void ReadMeans(byte[] chunk, IReadOnlyList<Signal> signals, Action<int, int, double> take)
    {
        try
        {
            using ZLibStream compressed = new(new MemoryStream(chunk), CompressionMode.Decompress);
            using BinaryReader reader = new(new BufferedStream(compressed, 4 * 1024), Encoding.UTF8);
            if (reader.ReadByte() != FormatVersion)
            {
                return;
            }

            for (byte signal = reader.ReadByte(); signal < SignalTable.Count; signal = reader.ReadByte())
            {
                int row = IndexOf(signals, (Signal)signal);
                for (int step = 0; step < Steps; step++)
                {
                    double mean = CompactNumber.ToDouble(reader.ReadUInt16());
                    if (row >= 0)
                    {
                        take(row, step, mean);
                    }
                }

                for (int value = SignalTable.Row((Signal)signal).Kind == SignalKind.Rate ? Steps : 2 * Steps; value > 0; value--)
                {
                    reader.ReadUInt16();
                }
            }
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException)
        {
            // Damaged: what was read until then is as good as ever.
        }
    }

    private static int IndexOf(IReadOnlyList<Signal> signals, Signal signal)
    {
        for (int index = 0; index < signals.Count; index++)
        {
            if (signals[index] == signal)
            {
                return index;
            }
        }

        return -1;
    }

    private static byte[]? Write(IReadOnlyList<Signal> signals, Func<Signal, SeriesPoint[]> pointsOf)
    {
        using MemoryStream stream = new();
        bool any = false;
        using (ZLibStream compressed = new(stream, CompressionLevel.Fastest, leaveOpen: true))
        using (BinaryWriter writer = new(new BufferedStream(compressed, 16 * 1024), Encoding.UTF8))
        {
            writer.Write(FormatVersion);
            foreach (Signal signal in signals)
            {
                SeriesPoint[] points = pointsOf(signal);
                if (Array.Exists(points, point => !double.IsNaN(point.Mean)))
                {
                    any = true;
                    writer.Write((byte)signal);
                    WriteColumn(writer, points, point => point.Mean);
                    WriteColumn(writer, points, point => point.Highest);
                    if (SignalTable.Row(signal).Kind != SignalKind.Rate)
                    {
                        WriteColumn(writer, points, point => point.Lowest);
                    }
                }
            }

            writer.Write(byte.MaxValue);
        }

        return any ? stream.ToArray() : null;
    }

    private static void WriteColumn(BinaryWriter writer, SeriesPoint[] points, Func<SeriesPoint, double> field)
    {
        foreach (SeriesPoint point in points)
        {
            writer.Write(CompactNumber.Of(field(point)));
        }
    }

    private static Dictionary<Signal, SeriesPoint[]>? ReadAll(byte[] chunk)
    {
        try
        {
            using ZLibStream compressed = new(new MemoryStream(chunk), CompressionMode.Decompress);
            using BinaryReader reader = new(new BufferedStream(compressed, 16 * 1024), Encoding.UTF8);
            if (reader.ReadByte() != FormatVersion)
            {
                return null;
            }

            Dictionary<Signal, SeriesPoint[]> read = [];
            for (byte signal = reader.ReadByte(); signal != byte.MaxValue; signal = reader.ReadByte())
            {
                if (signal >= SignalTable.Count)
                {
                    // Of a later program: how many columns it has is not known, so the rest is not either.
                    return read;
                }

                double[] means = ReadColumn(reader);
                double[] highest = ReadColumn(reader);
                double[]? lowest = SignalTable.Row((Signal)signal).Kind == SignalKind.Rate ? null : ReadColumn(reader);
                read[(Signal)signal] = [.. means.Select((mean, step) => new SeriesPoint(mean, lowest?[step] ?? double.NaN, highest[step]))];
            }

            return read;
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException)
        {
            return null;
        }
    }

    private static double[] ReadColumn(BinaryReader reader)
    {
        double[] column = new double[Steps];
        for (int step = 0; step < Steps; step++)
        {
            column[step] = CompactNumber.ToDouble(reader.ReadUInt16());
        }

        return column;
    }
}
