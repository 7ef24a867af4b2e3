using Microsoft.Data.Sqlite;

namespace Holdfast.Storage;

internal static class DatabaseTroubles
{
    private const int Full = 13;
    private const int Corrupt = 11;
    private const int NotADatabase = 26;

    public static DatabaseTrouble Of(Exception failure) => (failure as SqliteException)?.SqliteErrorCode switch
    {
        Full => DatabaseTrouble.Full,
        Corrupt or NotADatabase => DatabaseTrouble.Damaged,
        _ => DatabaseTrouble.Passing,
    };

    /// <summary>Failures of the outside world; everything else is a mistake of ours.</summary>
    public static bool IsOutside(Exception failure) => failure is SqliteException or IOException or UnauthorizedAccessException;
}
