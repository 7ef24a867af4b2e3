using System.Text;
using Holdfast.Configuration;

namespace Holdfast.Cli;

/// <summary>
/// Files that the command line names: one that is not there, may not be read or holds no text is wrong use, whatever the command; what is
/// wrong inside of one is the command's own business. Next: <see cref="Failures"/>.
/// </summary>
internal static class InputFile
{
    /// <param name="whenEmpty">What to do about an empty file.</param>
    /// <exception cref="UnreadableFile">It is no text that can be read.</exception>
    public static string Text(string path, string whenEmpty)
    {
        if (ConfigFile.TryReadText(path, out string text, whenEmpty) is { } why)
        {
            throw new UnreadableFile($"{path} cannot be read: {why.Message}. {why.Remedy}");
        }

        // The reader stops there: half of a file would be taken for all of it.
        return Encoding.UTF8.GetByteCount(text) <= ConfigReader.MaximumFileBytes ? text
            : throw new UnreadableFile($"{path} cannot be read: it has more than {ConfigReader.MaximumFileBytes / 1024 / 1024} MiB. Check that this is the right file.");
    }

    /// <summary>A configuration of which nothing could be read, as opposed to one with mistakes.</summary>
    public static bool IsUnreadable(ConfigReadResult read) => read.Findings.Any(static finding => finding.Rule == ConfigFile.RuleOfFiles);
}
