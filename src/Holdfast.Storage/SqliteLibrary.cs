using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace Holdfast.Storage;

/// <summary>
/// Which SQLite is used: the system's where there is one, because the distribution mends its faults; the one in the package is of 2021.
/// </summary>
internal static class SqliteLibrary
{
    private const string System = "libsqlite3.so.0";

    private static readonly Lazy<string> Loaded = new(Load);

    /// <summary>To be called before the first database is opened; says which one it is.</summary>
    public static string Use() => Loaded.Value;

    private static string Load()
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, Resolve);
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        return raw.sqlite3_libversion().utf8_to_string();
    }

    private static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? path) =>
        name == "e_sqlite3" && NativeLibrary.TryLoad(System, out IntPtr handle) ? handle : IntPtr.Zero;
}
