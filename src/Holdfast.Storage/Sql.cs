using Microsoft.Data.Sqlite;

namespace Holdfast.Storage;

/// <summary>Short forms of what is done with SQL all the time. Values go in as parameters named $0, $1 and so on.</summary>
internal static class Sql
{
    public static int Run(SqliteConnection connection, string sql, params object?[] values)
    {
        using SqliteCommand command = Command(connection, sql, values);
        return command.ExecuteNonQuery();
    }

    public static long Number(SqliteConnection connection, string sql, params object?[] values)
    {
        using SqliteCommand command = Command(connection, sql, values);
        return command.ExecuteScalar() as long? ?? 0;
    }

    public static List<T> Rows<T>(SqliteConnection connection, Func<SqliteDataReader, T> read, string sql, params object?[] values)
    {
        using SqliteCommand command = Command(connection, sql, values);
        using SqliteDataReader reader = command.ExecuteReader();
        List<T> rows = [];
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql, object?[] values)
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        for (int index = 0; index < values.Length; index++)
        {
            command.Parameters.AddWithValue($"${index}", values[index] ?? DBNull.Value);
        }

        return command;
    }
}
