using System.IO.Compression;
using System.Text;

namespace Holdfast.Telemetry.Series;

/// <summary>
/// A few seconds of many subjects as bytes, whole in themselves: what is written every few seconds, so that a crash loses no more, and read
/// back at the next start.
/// </summary>
public static class SecondsChunk
{
    /// <summary>Seconds of one chunk: presence is kept as the bits of a word.</summary>
    public const int SecondsMaximum = 32;

    private const byte FormatVersion = 1;
    private const byte Uniform = 1;
    private const byte Listed = 0;

    /// <summary>Null when nothing was observed in that time.</summary>
    /// <param name="servers">Servers and clients, which are kept for a shorter time, or everything else.</param>
    public static byte[]? Write(SeriesMemory memory, bool servers, long from, int seconds)
    {
        using MemoryStream stream = new();
        int written;
        using (ZLibStream compressed = new(stream, CompressionLevel.Fastest, leaveOpen: true))
        using (BinaryWriter writer = new(new BufferedStream(compressed, 64 * 1024), Encoding.UTF8))
        {
            writer.Write(FormatVersion);
            writer.Write(from);
            writer.Write((byte)seconds);
            SeriesSubject[] subjects = [.. Enum.GetValues<SubjectKind>().Where(kind => IsServer(kind) == servers).SelectMany(memory.Subjects)];
            written = subjects.Count(subject => memory.Use(subject, series => Write(writer, series, from, seconds)));
            writer.Write(byte.MaxValue);
        }

        return written == 0 ? null : stream.ToArray();
    }

    /// <summary>Puts what was written back where nothing newer is. False when the bytes are none of ours or damaged.</summary>
    public static bool TryRead(byte[] chunk, SeriesMemory memory)
    {
        try
        {
            using MemoryStream stream = new(chunk);
            using ZLibStream compressed = new(stream, CompressionMode.Decompress);
            using BinaryReader reader = new(new BufferedStream(compressed, 64 * 1024), Encoding.UTF8);
            if (reader.ReadByte() != FormatVersion)
            {
                return false;
            }

            long from = reader.ReadInt64();
            int seconds = reader.ReadByte();
            List<SubjectSeconds> subjects = [];
            for (byte kind = reader.ReadByte(); kind != byte.MaxValue; kind = reader.ReadByte())
            {
                subjects.Add(Read(reader, (SubjectKind)kind, Math.Min(seconds, SecondsMaximum)));
            }

            Put(memory, subjects, from, seconds);
            return true;
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or ArgumentException or FormatException)
        {
            return false;
        }
    }

    private static bool IsServer(SubjectKind kind) => kind is SubjectKind.Server or SubjectKind.Client;

    private static bool Write(BinaryWriter writer, SubjectSeries series, long from, int seconds)
    {
        Span<ushort> codes = stackalloc ushort[SecondsMaximum];
        codes = codes[..seconds];
        series.ReadPresence(from, codes);
        uint presence = 0;
        for (int second = 0; second < seconds; second++)
        {
            presence |= codes[second] == CompactNumber.NaN ? 0 : 1u << second;
        }

        if (presence == 0)
        {
            return false;
        }

        writer.Write((byte)series.Subject.Kind);
        writer.Write(series.Subject.Name);
        writer.Write(presence);
        foreach (Signal signal in series.Signals)
        {
            series.Read(signal, from, codes);
            WriteSignal(writer, signal, codes, presence);
        }

        writer.Write(byte.MaxValue);
        return true;
    }

    private static void WriteSignal(BinaryWriter writer, Signal signal, ReadOnlySpan<ushort> codes, uint presence)
    {
        ushort first = codes[System.Numerics.BitOperations.TrailingZeroCount(presence)];
        bool uniform = true;
        for (int second = 0; second < codes.Length; second++)
        {
            uniform &= (presence >> second & 1) == 0 || codes[second] == first;
        }

        writer.Write((byte)signal);
        writer.Write(uniform ? Uniform : Listed);
        for (int second = 0; second < (uniform ? 1 : codes.Length); second++)
        {
            writer.Write(uniform ? first : codes[second]);
        }
    }

    private static SubjectSeconds Read(BinaryReader reader, SubjectKind kind, int seconds)
    {
        SubjectSeconds subject = new(new SeriesSubject(kind, reader.ReadString()), reader.ReadUInt32());
        for (byte signal = reader.ReadByte(); signal != byte.MaxValue; signal = reader.ReadByte())
        {
            ushort[] codes = new ushort[seconds];
            if (reader.ReadByte() == Uniform)
            {
                Array.Fill(codes, reader.ReadUInt16());
            }
            else
            {
                for (int second = 0; second < seconds; second++)
                {
                    codes[second] = reader.ReadUInt16();
                }
            }

            // A signal of a later program is passed over.
            if (signal < SignalTable.Count && Enum.IsDefined(kind))
            {
                subject.Signals.Add(((Signal)signal, codes));
            }
        }

        return subject;
    }

    private static void Put(SeriesMemory memory, List<SubjectSeconds> subjects, long from, int seconds)
    {
        for (int second = 0; second < seconds; second++)
        {
            if (subjects.Exists(subject => (subject.Presence >> second & 1) != 0))
            {
                memory.Restore(from + second, writer => Put(writer, subjects, second));
            }
        }
    }

    private static void Put(SecondWriter writer, List<SubjectSeconds> subjects, int second)
    {
        foreach (SubjectSeconds subject in subjects)
        {
            if ((subject.Presence >> second & 1) != 0 && writer.Begin(subject.Subject) is { } series)
            {
                foreach ((Signal signal, ushort[] codes) in subject.Signals)
                {
                    series.WriteCode(signal, codes[second]);
                }
            }
        }
    }

    private sealed record SubjectSeconds(SeriesSubject Subject, uint Presence)
    {
        public List<(Signal Signal, ushort[] Codes)> Signals { get; } = [];
    }
}
