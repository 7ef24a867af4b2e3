using Microsoft.Data.Sqlite;

namespace Holdfast.Storage.Records;

/// <summary>What can still be read of a damaged file, from both ends up to what is damaged. Keeps nothing.</summary>
internal static class RecordCopy
{
    private const int RowsAtOnce = 100;
    private const string Columns = "SELECT id, stream, kind, happened, recorded, body FROM records";
    // Not id > $0: the search would stop at the row before, which stands on the damaged place.
    private const string Forwards = $"{Columns} WHERE id >= $0 ORDER BY id LIMIT $1";
    private const string Backwards = $"{Columns} WHERE id < $0 AND id > $2 ORDER BY id DESC LIMIT $1";

    /// <returns>How many records there were.</returns>
    public static int Take(SqliteConnection damaged, RecordDatabase into)
    {
        foreach ((string name, string value) in TryRead(damaged, reader => (reader.GetString(0), reader.GetString(1)), "SELECT name, value FROM secrets") ?? [])
        {
            into.Secret(name, () => value);
        }

        (int first, long last) = Walk(damaged, Forwards, 0, 0, into.Import);
        // What is behind the damage is looked for from the end, and written forwards: written backwards each page would be split, and the
        // new store be 2.2 times as large as the damaged one (20,000 rows of 300 to 1,200 bytes), beyond its bound for good.
        (_, long edge) = Walk(damaged, Backwards, long.MaxValue, last, _ => { });
        (int second, _) = Walk(damaged, Forwards, edge - 1, 0, into.Import);
        return first + second;
    }

    private static (int Read, long Last) Walk(SqliteConnection connection, string sql, long from, long end, Action<List<StoredRecord>> use)
    {
        (int read, long last, int atOnce) = (0, from, RowsAtOnce);
        while (true)
        {
            List<StoredRecord>? rows = TryRead(connection, RecordDatabase.Record, sql, sql == Backwards ? [last, atOnce, end] : [last + 1, atOnce]);
            if (rows is null && atOnce > 1)
            {
                // One by one up to the row that cannot be read.
                atOnce = 1;
                continue;
            }

            if (rows is null or [])
            {
                return (read, last);
            }

            use(rows);
            read += rows.Count;
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
