using System.Diagnostics;

namespace Holdfast.Drills.Running;

/// <summary>Runs a gateway's own check of a configuration.</summary>
internal static class CheckProgram
{
    private const int SaidMaximum = 200;

    /// <returns>The exit code, and what it said on one line.</returns>
    public static async Task<(int Code, string Said)> RunAsync(IReadOnlyList<string> command, string directory, IReadOnlyDictionary<string, string> environment, CancellationToken cancellation)
    {
        ProcessStartInfo start = new(command[0], command.Skip(1)) { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        // Ctrl-C leaves nothing running, a check that hangs neither.
        await using CancellationTokenRegistration ending = cancellation.Register(() => process.Kill());
        Task<string> output = process.StandardOutput.ReadToEndAsync(cancellation);
        string error = await process.StandardError.ReadToEndAsync(cancellation).ConfigureAwait(false);
        string said = string.Join(" ", (error + await output.ConfigureAwait(false)).Split((char[])['\n', ' '], StringSplitOptions.RemoveEmptyEntries));
        await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
        return (process.ExitCode, said.Length > SaidMaximum ? said[..SaidMaximum] : said);
    }
}
