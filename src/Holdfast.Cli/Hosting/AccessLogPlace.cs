using Holdfast.Configuration;

namespace Holdfast.Cli;

/// <summary>
/// Whether the access log can be where the configuration says, on this machine. A warning: the gateway serves without its log, and the
/// file may be checked on another machine than the one that serves.
/// </summary>
internal static class AccessLogPlace
{
    private const string Key = "accessLog.path";

    public static ConfigFinding? Check(AccessLogConfig log, string file)
    {
        if (log.Path is null or "stdout")
        {
            return null;
        }

        if (Directory.Exists(log.Path))
        {
            return Warning(file, $"{log.Path} is a directory, not a file", "Add the name of the file.");
        }

        string directory = Path.GetDirectoryName(Path.GetFullPath(log.Path))!;
        return Directory.Exists(directory)
            ? null
            : Warning(file, $"there is no directory {directory} on this machine", "Create it for the user of the gateway: until then requests are served without a log.");
    }

    private static ConfigFinding Warning(string file, string message, string remedy) => new(file, 0, 0, Key, message, remedy, Severity.Warning) { Rule = "access-log-place" };
}
