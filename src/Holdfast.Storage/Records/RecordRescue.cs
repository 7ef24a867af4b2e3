using Microsoft.Data.Sqlite;

namespace Holdfast.Storage.Records;

/// <summary>What is done with a damaged file: it is moved aside as it is, and what can still be read of it goes into the new one. Keeps nothing.</summary>
internal static class RecordRescue
{
    private const int RowsAtOnce = 100;
    private const string Columns = "SELECT id, stream, kind, happened, recorded, body FROM records";

    /// <summary>Under a name that no earlier one has, together with its log, in which what was written last may be.</summary>
    /// <returns>Where it is now.</returns>
    public static string MoveAside(string path)
    {
        string place = path + ".damaged";
        for (int number = 2; File.Exists(place); number++)
        {
            place = $"{path}.damaged.{number}";
        }

        File.Move(path, place);
        foreach (string part in (string[])["-wal", "-shm"])
        {
            if (File.Exists(path + part))
            {
                File.Move(path + part, place + part, overwrite: true);
            }
        }

        return place;
    }

    /// <summary>From both ends up to what is damaged.</summary>
    /// <returns>How many records there were.</returns>
    public static int Copy(string damaged, RecordDatabase into)
    {
        using SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = damaged, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
        connection.Open();
        foreach ((string name, string value) in TryRead(connection, reader => (reader.GetString(0), reader.GetString(1)), "SELECT name, value FROM secrets") ?? [])
        {
            into.Secret(name, () => value);
        }

        (int first, long last) = Copy(connection, into, $"{Columns} WHERE id > $0 ORDER BY id LIMIT $1", 0, 0);
        (int second, _) = Copy(connection, into, $"{Columns} WHERE id < $0 AND id > $2 ORDER BY id DESC LIMIT $1", long.MaxValue, last);
        return first + second;
    }

    private static (int Copied, long Last) Copy(SqliteConnection connection, RecordDatabase into, string sql, long from, long end)
    {
        (int copied, long last, int atOnce) = (0, from, RowsAtOnce);
        while (true)
        {
            List<StoredRecord>? rows = TryRead(connection, RecordDatabase.Record, sql, last, atOnce, end);
            if (rows is null && atOnce > 1)
            {
                // One by one up to the row that cannot be read.
                atOnce = 1;
                continue;
            }

            if (rows is null or [])
            {
                return (copied, last);
            }

            into.Import(rows);
            copied += rows.Count;
            last = rows[^1].Id;
        }
    }

    /// <summary>Null when what is asked for stands on a damaged place.</summary>
    private static List<T>? TryRead<T>(SqliteConnection connection, Func<SqliteDataReader, T> read, string sql, params object?[] values)
    {
        try
        {
            return Sql.Rows(connection, read, sql, values);
        }
        catch (Exception failure) when (failure is SqliteException or InvalidCastException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }
}
