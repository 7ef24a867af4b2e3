namespace Holdfast.Cli;

/// <summary>A load that is not begun: the message says why and what to do.</summary>
internal sealed class LoadRefusal(string message, int exitCode = UsageErrors.ExitCode) : Exception(message)
{
    public int ExitCode { get; } = exitCode;

    public static void UnlessWritable(params string?[] files)
    {
        foreach (string reason in files.Select(OutputFile.WhyNot).OfType<string>())
        {
            throw new LoadRefusal(reason);
        }
    }
}
