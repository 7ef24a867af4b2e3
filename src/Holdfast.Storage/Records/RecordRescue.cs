using Microsoft.Data.Sqlite;

namespace Holdfast.Storage.Records;

/// <summary>
/// What is done with a damaged file: what can still be read of it goes into a new one beside it, and when that is complete the damaged one
/// is moved aside and the new one takes its place. A process that dies on the way loses nothing: before the move the damaged file is where
/// it was, and after it the new one is complete and whoever opens the store next puts it in its place. Keeps nothing.
/// </summary>
internal static class RecordRescue
{
    private const int RowsAtOnce = 100;
    private const string Columns = "SELECT id, stream, kind, happened, recorded, body FROM records";

    // A whole store is copied in some seconds; who waits for another process that does it gives up then and tries again later.
    private static readonly TimeSpan TurnPatience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan TurnPause = TimeSpan.FromMilliseconds(20);
    private static readonly string[] Logs = ["-wal", "-shm"];

    /// <summary>Where the store will be moved if it is damaged: when a file appears there, the one that was open before is not the store any more.</summary>
    public static string NextPlace(string path) => Places(path).First(place => !File.Exists(place));

    /// <summary>Is the store there, or was it, and its successor waits to take its place?</summary>
    public static bool IsThere(string path)
    {
        if (File.Exists(path))
        {
            return true;
        }

        if (!File.Exists(Fresh(path)))
        {
            return false;
        }

        using FileStream turn = TakeTurn(path);
        if (!File.Exists(path) && File.Exists(Fresh(path)))
        {
            Finish(path);
        }

        return true;
    }

    /// <summary>Sets the store aside and begins a new one with what can be read of it; waits for others that do it.</summary>
    /// <param name="place">As <see cref="NextPlace"/> said before the damaged store was opened.</param>
    /// <returns>How many records were saved; null when another process has replaced it meanwhile.</returns>
    public static int? Replace(string path, string place, long bytesMaximum)
    {
        using FileStream turn = TakeTurn(path);
        if (File.Exists(place))
        {
            return null;
        }

        // Of a process that died over it; the damaged store still has it all.
        Remove(Fresh(path));
        try
        {
            using SqliteConnection damaged = new(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
            damaged.Open();
            HoldBack(damaged);
            int saved = CopyOut(damaged, path, bytesMaximum);
            File.Move(path, place);
            Finish(path);
            return saved;
        }
        catch when (File.Exists(path))
        {
            Remove(Fresh(path));
            throw;
        }
    }

    /// <summary>The log of the damaged store goes with it: beside the new one it would be taken for its own.</summary>
    private static void Finish(string path)
    {
        string last = Places(path).TakeWhile(File.Exists).Last();
        foreach (string part in Logs.Where(part => File.Exists(path + part)))
        {
            File.Move(path + part, last + part, overwrite: true);
        }

        File.Move(Fresh(path), path);
    }

    private static IEnumerable<string> Places(string path) => Enumerable.Range(1, int.MaxValue - 1).Select(number => number == 1 ? path + ".damaged" : $"{path}.damaged.{number}");

    private static string Fresh(string path) => path + ".new";

    /// <summary>One process at a time; the system takes the turn from one that dies.</summary>
    private static FileStream TakeTurn(string path)
    {
        for (TimeSpan waited = TimeSpan.Zero; ; waited += TurnPause)
        {
            try
            {
                return new FileStream(path + ".rescue", new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, UnixCreateMode = RecordDatabase.OwnerOnly });
            }
            catch (IOException) when (waited < TurnPatience)
            {
                Thread.Sleep(TurnPause);
            }
        }
    }

    /// <summary>Others that have the store open write nothing into it any more; of one that is damaged too much they cannot anyway.</summary>
    private static void HoldBack(SqliteConnection damaged)
    {
        try
        {
            Sql.Run(damaged, "BEGIN IMMEDIATE");
        }
        catch (SqliteException failure) when (DatabaseTroubles.Of(failure) == DatabaseTrouble.Damaged)
        {
        }
    }

    private static void Remove(string path)
    {
        foreach (string part in Logs.Prepend(""))
        {
            File.Delete(path + part);
        }
    }

    private static int CopyOut(SqliteConnection damaged, string path, long bytesMaximum)
    {
        int saved;
        // What is copied from the end backwards leaves pages half empty: that must not be what it fails for.
        using (RecordDatabase into = RecordDatabase.Open(Fresh(path), 2 * bytesMaximum))
        {
            saved = Copy(damaged, into);
        }

        // When it is closed its log is written into it, unless the disk is full now.
        return File.Exists(Fresh(path) + Logs[0]) ? throw new IOException($"{Fresh(path)} could not be written to its end") : saved;
    }

    /// <summary>From both ends up to what is damaged.</summary>
    /// <returns>How many records there were.</returns>
    private static int Copy(SqliteConnection damaged, RecordDatabase into)
    {
        foreach ((string name, string value) in TryRead(damaged, reader => (reader.GetString(0), reader.GetString(1)), "SELECT name, value FROM secrets") ?? [])
        {
            into.Secret(name, () => value);
        }

        (int first, long last) = Copy(damaged, into, $"{Columns} WHERE id > $0 ORDER BY id LIMIT $1", 0, 0);
        (int second, _) = Copy(damaged, into, $"{Columns} WHERE id < $0 AND id > $2 ORDER BY id DESC LIMIT $1", long.MaxValue, last);
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
