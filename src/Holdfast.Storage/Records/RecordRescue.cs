using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Holdfast.Storage.Records;

/// <summary>
/// What is done with a damaged file: what can still be read of it goes into a .half beside it, which is called .new when it is complete; then
/// the damaged one is moved aside and the new one takes its place. A process that dies on the way loses nothing: before the move the damaged
/// file is where it was, and after it whoever opens the store next puts the complete one in its place. Keeps nothing. Next: <see cref="RecordCopy"/>.
/// </summary>
internal static class RecordRescue
{
    private const string Damaged = ".damaged";
    private const string New = ".new";

    // EAGAIN, which .NET gives as the HResult: another process has the lock. A disk that takes no file is no reason to wait.
    private const int TurnIsTaken = 11;

    // Detection and calls wait meanwhile: what is not put in its place by then goes on in memory, and is tried again later.
    private static readonly TimeSpan TurnPatience = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan TurnPause = TimeSpan.FromMilliseconds(20);
    private static readonly string[] Logs = ["-wal", "-shm"];

    /// <summary>Where the store will be moved if it is damaged: when a file appears there, the one that was open before is not the store any more.</summary>
    public static string NextPlace(string path) =>
        Enumerable.Range(1, int.MaxValue - 1).Select(number => path + Damaged + (number == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $".{number}"))).First(place => !Parts(place).Any(File.Exists));

    /// <summary>Is the store there, or was it, and its successor waits to take its place? Removes what a process that died has left beside it.</summary>
    /// <exception cref="InvalidDataException">There is a successor, and what it succeeds was moved by hand: a person has to say which is the store.</exception>
    public static bool IsThere(string path)
    {
        // First, and again: it may be moved and replaced between the two looks, and what is not there then was never there.
        bool isThere = File.Exists(path);
        if (Successors(path).Length == 0 && !File.Exists(Half(path)))
        {
            return isThere || File.Exists(path);
        }

        using FileStream? turn = TryTakeTurn(path, isThere ? TimeSpan.Zero : TurnPatience);
        if (turn is null)
        {
            return File.Exists(path) ? true : throw IsTaken(path);
        }

        if (File.Exists(path))
        {
            RemoveLeft(path);
            return true;
        }

        string[] successors = Successors(path);
        if (Array.Find(successors, successor => File.Exists(PlaceOf(path, successor))) is { } next)
        {
            Finish(path, PlaceOf(path, next));
            return true;
        }

        if (successors.Length > 0)
        {
            throw new InvalidDataException($"the store is not there, and {successors[0]} was to take its place: rename it to {Path.GetFileName(path)} to go on with it, or move it away to begin an empty one");
        }

        Remove(Half(path));
        return false;
    }

    /// <summary>Sets the store aside and begins a new one with what can be read of it.</summary>
    /// <param name="place">As <see cref="NextPlace"/> said before the damaged store was opened.</param>
    /// <returns>How many records were saved; null when another process has replaced it meanwhile.</returns>
    public static int? Replace(string path, string place, long bytesMaximum)
    {
        using FileStream turn = TryTakeTurn(path, TurnPatience) ?? throw IsTaken(path);
        if (File.Exists(place))
        {
            return null;
        }

        // Of a process that died over it; the damaged store still has it all.
        RemoveLeft(path);
        try
        {
            using SqliteConnection damaged = new(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
            damaged.Open();
            HoldBack(damaged);
            int saved = CopyOut(damaged, path, bytesMaximum);
            File.Move(Half(path), SuccessorOf(path, place));
            File.Move(path, place);
            Finish(path, place);
            return saved;
        }
        catch when (File.Exists(path))
        {
            RemoveLeft(path);
            throw;
        }
    }

    /// <summary>The log of the damaged store goes with it: beside the new one it would be taken for its own.</summary>
    private static void Finish(string path, string place)
    {
        foreach (string part in Logs.Where(part => File.Exists(path + part)))
        {
            File.Move(path + part, place + part, overwrite: true);
        }

        File.Move(SuccessorOf(path, place), path);
    }

    private static string Half(string path) => path + ".half";

    /// <summary>Complete ones; by the number in its name each knows where the damaged one was to go.</summary>
    private static string[] Successors(string path)
    {
        string name = Path.GetFileName(path) + New;
        return [.. Directory.EnumerateFiles(Path.GetDirectoryName(Path.GetFullPath(path))!).Select(Path.GetFileName).OfType<string>()
            .Where(file => file.StartsWith(name, StringComparison.Ordinal)
                && (file.Length == name.Length || (file[name.Length] == '.' && int.TryParse(file.AsSpan(name.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _))))
            .Select(file => path + file[(name.Length - New.Length)..])];
    }

    private static string SuccessorOf(string path, string place) => path + New + place[(path.Length + Damaged.Length)..];

    private static string PlaceOf(string path, string successor) => path + Damaged + successor[(path.Length + New.Length)..];

    /// <summary>One process at a time; the system takes the turn from one that dies. Null when another one has it all the time.</summary>
    private static FileStream? TryTakeTurn(string path, TimeSpan patience)
    {
        for (TimeSpan waited = TimeSpan.Zero; ; waited += TurnPause)
        {
            try
            {
                return new FileStream(path + ".rescue", new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, UnixCreateMode = RecordDatabase.OwnerOnly });
            }
            catch (IOException failure) when (failure.HResult == TurnIsTaken)
            {
                if (waited >= patience)
                {
                    return null;
                }

                Thread.Sleep(TurnPause);
            }
        }
    }

    private static IOException IsTaken(string path) => new($"another process is about to replace {path}");

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

    private static void RemoveLeft(string path)
    {
        Remove(Half(path));
        Array.ForEach(Successors(path), Remove);
    }

    private static void Remove(string path)
    {
        foreach (string part in Parts(path))
        {
            File.Delete(part);
        }
    }

    private static IEnumerable<string> Parts(string path) => Logs.Prepend("").Select(part => path + part);

    private static int CopyOut(SqliteConnection damaged, string path, long bytesMaximum)
    {
        int saved;
        // The same rows may take some pages more than before: that must not be what it fails for.
        using (RecordDatabase into = RecordDatabase.Open(Half(path), 2 * bytesMaximum))
        {
            saved = RecordCopy.Take(damaged, into);
        }

        // When it is closed its log is written into it, unless the disk is full now.
        return File.Exists(Half(path) + Logs[0]) ? throw new IOException($"{Half(path)} could not be written to its end") : saved;
    }
}
