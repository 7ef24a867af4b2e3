namespace Holdfast.Cli;

/// <summary>What is left when something was not foreseen: one line, and the trace for those who ask for it.</summary>
internal static class Failures
{
    public const int ExitCode = 1;

    private static bool ShowsTrace => Environment.GetEnvironmentVariable("HOLDFAST_DEBUG") == "1";

    public static int Report(Exception failure)
    {
        Console.Error.WriteLine(ShowsTrace ? $"holdfast: {failure}" : Sentence(failure));
        return failure is UnreadableFile ? UsageErrors.ExitCode : ExitCode;
    }

    /// <summary>An exception that nobody caught, on any thread: the runtime would print its trace and abort.</summary>
    public static void EndProcess(object thrown)
    {
        if (thrown is Exception failure)
        {
            Environment.Exit(Report(failure));
        }
    }

    /// <summary>The exception's own words where they are meant for people, and its kind where they are not.</summary>
    internal static string Sentence(Exception failure)
    {
        string message = failure.Message.ReplaceLineEndings(" ");
        return failure switch
        {
            FileNotFoundException { FileName: { Length: > 0 } path } => $"holdfast: {path} cannot be read: there is no such file. Check the path",
            DirectoryNotFoundException => $"holdfast: {message} Check the path",
            UnauthorizedAccessException => $"holdfast: {message} Name a file, not a folder, that this user may use",
            IOException => $"holdfast: {message}",
            _ => Unforeseen(failure, message),
        };
    }

    private static string Unforeseen(Exception failure, string message) =>
        $"holdfast: unexpected failure ({failure.GetType().Name}: {message}); run again with HOLDFAST_DEBUG=1 for the details";
}
