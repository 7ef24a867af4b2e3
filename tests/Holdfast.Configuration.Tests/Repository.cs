using System.Runtime.CompilerServices;

namespace Holdfast.Configuration.Tests;

/// <summary>Files of the repository, found from where this source file stands.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", ".."));

    public static string FilePath(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Here([CallerFilePath] string path = "") => path;
}
