namespace Holdfast.Storage;

/// <summary>What is wrong with a database, as far as it makes a difference to what is done.</summary>
internal enum DatabaseTrouble
{
    /// <summary>The disk, its permissions, another process: may pass.</summary>
    Passing = 0,

    /// <summary>The disk is full, or the database as large as it may become.</summary>
    Full,

    /// <summary>The file is damaged or none of ours: it never gets better.</summary>
    Damaged,
}
