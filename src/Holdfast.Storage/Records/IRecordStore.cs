namespace Holdfast.Storage.Records;

/// <summary>
/// Keeps records in the order in which they came; there is no other way to change anything. SQLite here; what is asked of it is ordinary
/// SQL, so that a fleet may keep its records in another database. Any thread; waits for the disk.
/// </summary>
public interface IRecordStore
{
    /// <summary>New records are only in memory at the moment: the disk is full, gone or broken.</summary>
    bool IsBroken { get; }

    /// <summary>How much of its room is taken, 0 to 1; 0 where it has no file.</summary>
    double UsedShare { get; }

    /// <summary>All of them, or none: when it returns they survive the death of the process, unless <see cref="IsBroken"/> says otherwise.</summary>
    /// <returns>What is new since the last call: also what another process has written meanwhile, in the order of the numbers.</returns>
    IReadOnlyList<StoredRecord> Append(IReadOnlyList<NewRecord> records);

    /// <summary>A value that is made once and stays, such as a key; another process's, when it was faster.</summary>
    string Secret(string name, Func<string> make);
}
