using Holdfast.Storage.Findings;
using Holdfast.Telemetry.Series;
using Microsoft.Data.Sqlite;

namespace Holdfast.Storage.Series;

/// <summary>Reads steps beside the writer, on connections of its own. What cannot be read is as if it were not there. Any thread.</summary>
internal sealed class SeriesArchive : ISeriesArchive
{
    private readonly string connectionText;
    private readonly string path;

    public SeriesArchive(string path)
    {
        this.path = path;
        connectionText = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, DefaultTimeout = 5, Pooling = false }.ToString();
    }

    public IReadOnlyList<SeriesSubject> Subjects(SubjectKind kind) =>
        Read(connection => Sql.Rows(connection, reader => new SeriesSubject(kind, reader.GetString(0)), "SELECT name FROM subjects WHERE kind = $0", (int)kind)) ?? [];

    public bool Read(SeriesSubject subject, Signal signal, int stepSeconds, long fromSecond, Span<SeriesPoint> points)
    {
        points.Fill(SeriesPoint.None);
        long span = (long)stepSeconds * StepsChunk.Steps;
        long to = fromSecond + ((long)points.Length * stepSeconds);
        var rows = Read(connection =>
        {
            long id = Sql.Number(connection, "SELECT id FROM subjects WHERE kind = $0 AND name = $1", (int)subject.Kind, subject.Name);
            return id == 0 ? null : Sql.Rows(
                connection,
                reader => (Start: reader.GetInt64(0), Points: StepsChunk.Read(reader.GetFieldValue<byte[]>(1), signal)),
                "SELECT start, data FROM steps WHERE step = $0 AND start > $1 AND start < $2 AND subject = $3",
                stepSeconds,
                fromSecond - span,
                to,
                id);
        });
        foreach ((long start, SeriesPoint[]? chunk) in rows ?? [])
        {
            for (int index = 0; chunk is not null && index < chunk.Length; index++)
            {
                long place = ((start - fromSecond) / stepSeconds) + index;
                if (place >= 0 && place < points.Length)
                {
                    points[(int)place] = chunk[index];
                }
            }
        }

        return rows is not null;
    }

    public ArchiveAnswer ReadMinutes(SeriesSubject subject, IReadOnlyList<Signal> signals, long fromSecond, double[][] means)
    {
        const int Minute = 60;
        const long Span = Minute * StepsChunk.Steps;
        int length = means.Length == 0 ? 0 : means[0].Length;
        Array.ForEach(means, static row => Array.Fill(row, double.NaN));
        bool isKnown = false;
        var chunks = Read(connection =>
        {
            long id = Sql.Number(connection, "SELECT id FROM subjects WHERE kind = $0 AND name = $1", (int)subject.Kind, subject.Name);
            isKnown = id != 0;
            return !isKnown ? [] : Sql.Rows(
                connection,
                reader => (Start: reader.GetInt64(0), Data: reader.GetFieldValue<byte[]>(1)),
                "SELECT start, data FROM steps WHERE step = $0 AND start > $1 AND start < $2 AND subject = $3",
                Minute,
                fromSecond - Span,
                fromSecond + ((long)length * Minute),
                id);
        });
        foreach ((long start, byte[] data) in chunks ?? [])
        {
            long first = (start - fromSecond) / Minute;
            StepsChunk.ReadMeans(data, signals, (row, step, mean) =>
            {
                if (first + step >= 0 && first + step < length)
                {
                    means[row][first + step] = mean;
                }
            });
        }

        return chunks is null ? ArchiveAnswer.Unreadable : isKnown ? ArchiveAnswer.Read : ArchiveAnswer.Unknown;
    }

    /// <summary>What the diagnosis said last, in that second or before it.</summary>
    public FindingRow? FindingAt(long second) => Read(connection => Sql.Rows(
        connection,
        reader => new FindingRow(reader.GetInt64(0), (FindingKind)reader.GetInt32(1), reader.GetFieldValue<byte[]>(2)),
        "SELECT second, kind, report FROM findings WHERE second <= $0 ORDER BY second DESC, id DESC LIMIT 1",
        second))?.FirstOrDefault();

    private T? Read<T>(Func<SqliteConnection, T?> work)
        where T : class
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            SqliteLibrary.Use();
            using SqliteConnection connection = new(connectionText);
            connection.Open();
            return work(connection);
        }
        catch (Exception failure) when (DatabaseTroubles.IsOutside(failure))
        {
            return null;
        }
    }
}
