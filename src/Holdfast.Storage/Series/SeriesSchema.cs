using Microsoft.Data.Sqlite;

namespace Holdfast.Storage.Series;

/// <summary>Tables of the store. A file of a later program is not touched.</summary>
internal static class SeriesSchema
{
    private const int Version = 1;

    // Chunks are whole in themselves: what one row holds is described by SecondsChunk and StepsChunk.
    private const string Tables = """
        CREATE TABLE seconds(id INTEGER PRIMARY KEY, start INTEGER NOT NULL, servers INTEGER NOT NULL, data BLOB NOT NULL);
        CREATE INDEX seconds_by_start ON seconds(start);
        CREATE TABLE subjects(id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, name TEXT NOT NULL, UNIQUE(kind, name));
        CREATE TABLE steps(step INTEGER NOT NULL, start INTEGER NOT NULL, subject INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY(step, start, subject));
        CREATE TABLE changes(id INTEGER PRIMARY KEY, happened INTEGER NOT NULL, recorded INTEGER NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL,
            what TEXT NOT NULL, source TEXT NOT NULL, before TEXT, after TEXT);
        CREATE INDEX changes_by_time ON changes(happened);
        """;

    // Beside the version: programs that know nothing of it leave it alone, so that going back to one of them loses nothing.
    private const string Findings = """
        CREATE TABLE IF NOT EXISTS findings(id INTEGER PRIMARY KEY, second INTEGER NOT NULL, kind INTEGER NOT NULL, report BLOB NOT NULL);
        CREATE INDEX IF NOT EXISTS findings_by_second ON findings(second);
        """;

    public static void Bound(SqliteConnection connection, long bytes) =>
        Sql.Run(connection, $"PRAGMA max_page_count={Math.Max(64, bytes / Sql.Number(connection, "PRAGMA page_size"))}");

    /// <summary>Null when the file can be used now, else why not.</summary>
    public static string? Prepare(SqliteConnection connection, long bytesMaximum)
    {
        Sql.Run(connection, "PRAGMA journal_mode=WAL");
        // FULL: a commit is on the disk when it is over; there is one every few seconds, on a thread that may wait.
        Sql.Run(connection, "PRAGMA synchronous=FULL");
        Bound(connection, bytesMaximum);
        long version = Sql.Number(connection, "PRAGMA user_version");
        if (version == 0)
        {
            Sql.Run(connection, $"BEGIN IMMEDIATE; {Tables} PRAGMA user_version={Version}; COMMIT");
        }

        if (version <= Version)
        {
            Sql.Run(connection, Findings);
        }

        return version <= Version ? null : $"it was written by a later program (format {version}, this one knows {Version})";
    }
}
