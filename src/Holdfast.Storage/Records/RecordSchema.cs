using Microsoft.Data.Sqlite;

namespace Holdfast.Storage.Records;

/// <summary>The tables, as steps from an empty file to the present form. A step that was published is never changed: a new one follows it.</summary>
internal static class RecordSchema
{
    private static readonly string[] Steps =
    [
        // The store itself refuses to change the past, whoever asks: also a mistake of ours, and somebody with a SQL shell.
        """
        CREATE TABLE records(id INTEGER PRIMARY KEY, stream TEXT NOT NULL, kind TEXT NOT NULL, happened INTEGER NOT NULL, recorded INTEGER NOT NULL, body TEXT NOT NULL);
        CREATE INDEX records_by_stream ON records(stream, id);
        CREATE TRIGGER records_stay BEFORE UPDATE ON records BEGIN SELECT RAISE(ABORT, 'records are never changed'); END;
        CREATE TRIGGER records_remain BEFORE DELETE ON records BEGIN SELECT RAISE(ABORT, 'records are never removed'); END;
        """,
        "CREATE TABLE secrets(name TEXT PRIMARY KEY, value TEXT NOT NULL);",
    ];

    /// <summary>The form that this program writes.</summary>
    public static int Version => Steps.Length;

    /// <summary>Null when the file can be used now, else why not.</summary>
    public static string? Prepare(SqliteConnection connection, long bytesMaximum)
    {
        Sql.Run(connection, "PRAGMA journal_mode=WAL");
        // A commit is on the disk when it is over: what an operator was told survives the next moment.
        Sql.Run(connection, "PRAGMA synchronous=FULL");
        Sql.Run(connection, $"PRAGMA max_page_count={Math.Max(64, bytesMaximum / Sql.Number(connection, "PRAGMA page_size"))}");
        if (Sql.Number(connection, "PRAGMA user_version") > Version)
        {
            return $"it was written by a later program (format {Sql.Number(connection, "PRAGMA user_version")}, this one knows {Version})";
        }

        Sql.Run(connection, "BEGIN IMMEDIATE");
        for (long step = Sql.Number(connection, "PRAGMA user_version"); step < Version; step++)
        {
            Sql.Run(connection, Steps[step]);
            Sql.Run(connection, $"PRAGMA user_version={step + 1}");
        }

        Sql.Run(connection, "COMMIT");
        return null;
    }
}
