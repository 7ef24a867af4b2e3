using System.Text;
using Holdfast.Configuration;

namespace Holdfast.Cli;

/// <summary>A configuration as it lies on disk. What cannot be read at all is a finding like every other mistake.</summary>
internal static class ConfigFile
{
    /// <summary>Of the finding that nothing could be read.</summary>
    public const string RuleOfFiles = "file";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static ConfigReadResult Read(string path) =>
        TryReadText(path, out string text) is { } finding ? new ConfigReadResult(null, [finding]) : Parse(text, path);

    /// <param name="name">Stands for the file in findings.</param>
    public static ConfigReadResult Parse(string text, string name) => ConfigReader.Read(text, name, Environment.GetEnvironmentVariable);

    /// <summary>Null when it worked, else why not.</summary>
    /// <param name="whenEmpty">What to do about an empty file; null for what a configuration needs.</param>
    public static ConfigFinding? TryReadText(string path, out string text, string? whenEmpty = null)
    {
        text = "";
        if (Directory.Exists(path))
        {
            return Unreadable(path, "this is a directory, not a file", "Name the file in it.");
        }

        try
        {
            // A byte-order mark is no part of the text, and would be one of a token or of JSON.
            text = StrictUtf8.GetString(ReadBytes(path)).TrimStart('\uFEFF');
            return string.IsNullOrWhiteSpace(text)
                ? Unreadable(path, "the file is empty", whenEmpty ?? "A configuration needs listeners, routes and pools: see examples/minimal.yaml, or 'holdfast reference'.")
                : null;
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return Unreadable(path, "the file does not exist", $"Check the path; it was looked for in {Path.GetDirectoryName(Path.GetFullPath(path))}.");
        }
        catch (UnauthorizedAccessException)
        {
            return Unreadable(path, $"the file may not be read by the user {Environment.UserName}", "Give that user permission to read it, and to enter the directories above it.");
        }
        catch (DecoderFallbackException)
        {
            return Unreadable(path, "the file is not UTF-8 text", "Save it as UTF-8, or check that this is the right file.");
        }
        catch (IOException failure)
        {
            return Unreadable(path, $"the file could not be read: {failure.Message}", "Check the disk and the path.");
        }
    }

    // No more than a byte past the bound: the reader then says that it is too large, and /dev/zero ends too.
    private static byte[] ReadBytes(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        using MemoryStream bytes = new();
        byte[] buffer = new byte[64 * 1024];
        int read;
        while (bytes.Length <= ConfigReader.MaximumFileBytes && (read = file.Read(buffer)) > 0)
        {
            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }

    private static ConfigFinding Unreadable(string path, string message, string remedy) => new(path, 0, 0, "", message, remedy) { Rule = RuleOfFiles };
}
