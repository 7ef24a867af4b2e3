namespace Holdfast.Cli;

/// <summary>Files that a command writes at its end: what stands in the way must be known at its beginning, not after minutes of measuring.</summary>
internal static class OutputFile
{
    /// <summary>Null when it can be written; otherwise the reason, as a sentence. Leaves nothing behind.</summary>
    public static string? WhyNot(string? path)
    {
        if (path is null)
        {
            return null;
        }

        bool isThere = File.Exists(path);
        try
        {
            using (File.Open(path, FileMode.OpenOrCreate, FileAccess.Write))
            {
            }

            if (!isThere)
            {
                File.Delete(path);
            }

            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return $"{(path.Length == 0 ? "a file without a name" : path)} cannot be written: {failure.Message}";
        }
    }

    /// <summary>As <see cref="WhyNot"/>, of a directory for several files; it is made when it is missing.</summary>
    public static string? WhyNotDirectory(string? path)
    {
        if (path is null)
        {
            return null;
        }

        try
        {
            Directory.CreateDirectory(path);
            return WhyNot(Path.Combine(path, ".holdfast"));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return $"the directory {path} cannot be made: {failure.Message}";
        }
    }
}
