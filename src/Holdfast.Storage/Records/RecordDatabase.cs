using Microsoft.Data.Sqlite;

namespace Holdfast.Storage.Records;

/// <summary>The open file. One thread at a time. Next: <see cref="RecordStore"/>.</summary>
internal sealed class RecordDatabase : IDisposable
{
    public const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly SqliteConnection connection;
    private readonly string? movesTo;

    private RecordDatabase(SqliteConnection connection, string? movesTo) => (this.connection, this.movesTo) = (connection, movesTo);

    /// <summary>Throws what <see cref="DatabaseTroubles"/> knows, and <see cref="InvalidDataException"/> for a file of a later program.</summary>
    /// <param name="movesTo">When a file appears there, others have set this one aside; null where nobody does.</param>
    public static RecordDatabase Open(string path, long bytesMaximum, string? movesTo = null)
    {
        SqliteLibrary.Use();
        // It names clients and holds the key of links: nobody else reads it.
        if (Path.GetDirectoryName(path) is { Length: > 0 } directory)
        {
            Directory.CreateDirectory(directory, OwnerOnly | UnixFileMode.UserExecute);
        }

        if (!RecordRescue.IsThere(path))
        {
            using FileStream made = new(path, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite, UnixCreateMode = OwnerOnly });
        }

        // Not pooled: a connection that is kept would go on with a file that was moved away.
        SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, DefaultTimeout = 5, Pooling = false }.ToString());
        try
        {
            connection.Open();
            return RecordSchema.Prepare(connection, bytesMaximum) is { } problem ? throw new InvalidDataException(problem) : new RecordDatabase(connection, movesTo);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Writes all or nothing, and reads what others wrote before.</summary>
    /// <param name="records">With the numbers they are to have; those that others have taken meanwhile, and 0, become the next free one.</param>
    /// <returns>Everything after the number, in order; null when another process has set this file aside: the store is another one now.</returns>
    public List<StoredRecord>? Append(IReadOnlyList<(NewRecord Record, long RecordedAt, long Id)> records, long after)
    {
        Sql.Run(connection, "BEGIN IMMEDIATE");
        try
        {
            // Whoever sets it aside holds the turn to write until it is done.
            if (File.Exists(movesTo))
            {
                RollBack();
                return null;
            }

            List<StoredRecord> fresh = Read(after);
            long id = Math.Max(after, fresh.Count > 0 ? fresh[^1].Id : Sql.Number(connection, "SELECT max(id) FROM records"));
            foreach ((NewRecord record, long recordedAt, long wanted) in records)
            {
                id = Math.Max(id + 1, wanted);
                StoredRecord stored = new(id, record.Stream, record.Kind, Time(record.HappenedAt.ToUnixTimeMilliseconds()), Time(recordedAt), record.Body);
                Insert(stored);
                fresh.Add(stored);
            }

            Sql.Run(connection, "COMMIT");
            return fresh;
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    /// <summary>Takes over what another file had, with its numbers.</summary>
    public void Import(IReadOnlyList<StoredRecord> records)
    {
        Sql.Run(connection, "BEGIN IMMEDIATE");
        try
        {
            foreach (StoredRecord record in records)
            {
                Insert(record);
            }

            Sql.Run(connection, "COMMIT");
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    /// <summary>Bytes that rows take; the file may be larger.</summary>
    public long UsedBytes() =>
        (Sql.Number(connection, "PRAGMA page_count") - Sql.Number(connection, "PRAGMA freelist_count")) * Sql.Number(connection, "PRAGMA page_size");

    public string Secret(string name, Func<string> make)
    {
        Sql.Run(connection, "INSERT OR IGNORE INTO secrets(name, value) VALUES($0, $1)", name, make());
        return Sql.Rows(connection, reader => reader.GetString(0), "SELECT value FROM secrets WHERE name = $0", name)[0];
    }

    public void Dispose() => connection.Dispose();

    private List<StoredRecord> Read(long after) => Sql.Rows(
        connection,
        Record,
        "SELECT id, stream, kind, happened, recorded, body FROM records WHERE id > $0 ORDER BY id",
        after);

    /// <summary>A row with all columns, in their order.</summary>
    public static StoredRecord Record(SqliteDataReader reader) =>
        new(reader.GetInt64(0), reader.GetString(1), reader.GetString(2), Time(reader.GetInt64(3)), Time(reader.GetInt64(4)), reader.GetString(5));

    private void Insert(StoredRecord record) => Sql.Run(
        connection,
        "INSERT INTO records(id, stream, kind, happened, recorded, body) VALUES($0, $1, $2, $3, $4, $5)",
        record.Id,
        record.Stream,
        record.Kind,
        record.HappenedAt.ToUnixTimeMilliseconds(),
        record.RecordedAt.ToUnixTimeMilliseconds(),
        record.Body);

    private void RollBack()
    {
        // Of a full disk SQLite has rolled back by itself already.
        try
        {
            Sql.Run(connection, "ROLLBACK");
        }
        catch (SqliteException)
        {
        }
    }

    private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
