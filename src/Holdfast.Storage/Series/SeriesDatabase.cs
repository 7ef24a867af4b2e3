using Holdfast.Storage.Findings;
using Holdfast.Telemetry.Series;
using Microsoft.Data.Sqlite;

namespace Holdfast.Storage.Series;

/// <summary>The open database as the writer uses it: chunks in, chunks out. One thread. Next: <see cref="SeriesStore"/>.</summary>
internal sealed class SeriesDatabase : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly Dictionary<SeriesSubject, long> subjects = [];

    private SeriesDatabase(SqliteConnection connection) => this.connection = connection;

    /// <summary>Throws what <see cref="DatabaseTroubles"/> knows, and <see cref="InvalidDataException"/> for a file of a later program.</summary>
    public static SeriesDatabase Open(string path, long bytesMaximum)
    {
        SqliteLibrary.Use();
        CreateForOwner(path);
        // Not pooled: a connection that is kept would go on with a file that was moved away.
        SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 5, Pooling = false }.ToString());
        try
        {
            connection.Open();
            if (SeriesSchema.Prepare(connection, bytesMaximum) is { } problem)
            {
                throw new InvalidDataException(problem);
            }

            return new SeriesDatabase(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>All of the work, or nothing of it.</summary>
    public void Write(Action work)
    {
        Sql.Run(connection, "BEGIN IMMEDIATE");
        try
        {
            work();
            Sql.Run(connection, "COMMIT");
        }
        catch
        {
            // Numbers given to subjects in it are void.
            subjects.Clear();
            // Of a full disk SQLite has rolled back by itself already.
            try
            {
                Sql.Run(connection, "ROLLBACK");
            }
            catch (SqliteException)
            {
            }

            throw;
        }
    }

    public void PutSeconds(bool servers, long start, byte[] chunk) =>
        Sql.Run(connection, "INSERT INTO seconds(start, servers, data) VALUES($0, $1, $2)", start, servers ? 1 : 0, chunk);

    /// <summary>In the order in which they were written.</summary>
    public IEnumerable<byte[]> Seconds(long from)
    {
        foreach (long id in Sql.Rows(connection, reader => reader.GetInt64(0), "SELECT id FROM seconds WHERE start >= $0 ORDER BY start, id", from))
        {
            foreach (byte[] chunk in Sql.Rows(connection, reader => reader.GetFieldValue<byte[]>(0), "SELECT data FROM seconds WHERE id = $0", id))
            {
                yield return chunk;
            }
        }
    }

    /// <summary>Start of the newest seconds; 0 when there are none.</summary>
    public long NewestSeconds() => Sql.Number(connection, "SELECT max(start) FROM seconds");

    public void PutSteps(int step, long start, SeriesSubject subject, byte[] chunk) =>
        Sql.Run(connection, "INSERT OR REPLACE INTO steps(step, start, subject, data) VALUES($0, $1, $2, $3)", step, start, IdOf(subject), chunk);

    public byte[]? Steps(int step, long start, SeriesSubject subject) =>
        Sql.Rows(connection, reader => reader.GetFieldValue<byte[]>(0), "SELECT data FROM steps WHERE step = $0 AND start = $1 AND subject = $2", step, start, IdOf(subject)).FirstOrDefault();

    /// <summary>Subjects that have steps in the time.</summary>
    public List<SeriesSubject> SubjectsOf(int step, long from, long to) =>
        Sql.Rows(
            connection,
            reader => new SeriesSubject((SubjectKind)reader.GetInt32(0), reader.GetString(1)),
            "SELECT kind, name FROM subjects WHERE id IN (SELECT subject FROM steps WHERE step = $0 AND start >= $1 AND start < $2)",
            step,
            from,
            to);

    /// <summary>Start of the newest steps of that length; 0 when there are none.</summary>
    public long NewestSteps(int step) => Sql.Number(connection, "SELECT max(start) FROM steps WHERE step = $0", step);

    public void PutChange(ChangeEvent change) => Sql.Run(
        connection,
        "INSERT OR IGNORE INTO changes(id, happened, recorded, kind, subject, what, source, before, after) VALUES($0, $1, $2, $3, $4, $5, $6, $7, $8)",
        change.Id,
        change.HappenedAt.ToUnixTimeMilliseconds(),
        change.RecordedAt.ToUnixTimeMilliseconds(),
        change.Kind.ToString(),
        change.Subject,
        change.What,
        change.Source,
        change.Before,
        change.After);

    /// <summary>The newest, in the order of their numbers.</summary>
    public List<ChangeEvent> Changes(int maximum) => Sql.Rows(
        connection,
        reader => new ChangeEvent(
            reader.GetInt64(0),
            DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(1)),
            DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(2)),
            Enum.TryParse(reader.GetString(3), out ChangeKind kind) ? kind : ChangeKind.Other,
            reader.GetString(4),
            reader.GetString(5),
            reader.GetString(6),
            reader.IsDBNull(7) ? null : reader.GetString(7),
            reader.IsDBNull(8) ? null : reader.GetString(8)),
        "SELECT * FROM (SELECT id, happened, recorded, kind, subject, what, source, before, after FROM changes ORDER BY id DESC LIMIT $0) ORDER BY id",
        maximum);

    public void PutFinding(FindingRow row) =>
        Sql.Run(connection, "INSERT INTO findings(second, kind, report) VALUES($0, $1, $2)", row.Second, (int)row.Kind, row.Report);

    /// <summary>Forgets what is older than it is kept.</summary>
    public void Forget(SeriesRetention keep, long nowSecond)
    {
        Sql.Run(connection, "DELETE FROM seconds WHERE servers = 0 AND start < $0", nowSecond - keep.Seconds);
        Sql.Run(connection, "DELETE FROM seconds WHERE servers = 1 AND start < $0", nowSecond - keep.ServerSeconds);
        foreach ((int step, int seconds) in keep.StepSeconds)
        {
            Sql.Run(connection, "DELETE FROM steps WHERE step = $0 AND start < $1", step, nowSecond - seconds);
        }

        Sql.Run(connection, "DELETE FROM changes WHERE happened < $0", (nowSecond - keep.ChangeSeconds) * 1000);
        // The last one before it says how the time that is kept began.
        Sql.Run(connection, "DELETE FROM findings WHERE second < (SELECT max(second) FROM findings WHERE second <= $0)", nowSecond - keep.FindingSeconds);
    }

    /// <summary>Subjects of which nothing is left.</summary>
    public void ForgetSubjects()
    {
        Sql.Run(connection, "DELETE FROM subjects WHERE id NOT IN (SELECT subject FROM steps)");
        subjects.Clear();
    }

    /// <summary>Makes room: the oldest tenth of the steps goes.</summary>
    /// <returns>False when there is nothing left to give up.</returns>
    public bool ForgetOldest()
    {
        long oldest = Sql.Number(connection, "SELECT min(start) FROM steps");
        long newest = Sql.Number(connection, "SELECT max(start) FROM steps");
        return Sql.Run(connection, "DELETE FROM steps WHERE start <= $0", oldest + ((newest - oldest) / 10)) > 0;
    }

    /// <summary>The file may grow to that many bytes from now on.</summary>
    public void Bound(long bytes) => SeriesSchema.Bound(connection, bytes);

    /// <summary>Bytes that rows take; the file may be larger.</summary>
    public long UsedBytes() =>
        (Sql.Number(connection, "PRAGMA page_count") - Sql.Number(connection, "PRAGMA freelist_count")) * Sql.Number(connection, "PRAGMA page_size");

    public void Dispose() => connection.Dispose();

    /// <summary>It names clients: nobody else reads it. SQLite gives its other files the same mode.</summary>
    private static void CreateForOwner(string path)
    {
        if (Path.GetDirectoryName(path) is { Length: > 0 } directory)
        {
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        using FileStream file = new(path, new FileStreamOptions
            { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
    }

    private long IdOf(SeriesSubject subject)
    {
        if (!subjects.TryGetValue(subject, out long id))
        {
            Sql.Run(connection, "INSERT OR IGNORE INTO subjects(kind, name) VALUES($0, $1)", (int)subject.Kind, subject.Name);
            id = Sql.Number(connection, "SELECT id FROM subjects WHERE kind = $0 AND name = $1", (int)subject.Kind, subject.Name);
            subjects[subject] = id;
        }

        return id;
    }
}
