using System.ComponentModel;
using System.Diagnostics;

namespace Holdfast.Agent.Reading;

/// <summary>Runs smartctl where it is installed. It is given ten seconds for a disk; one that hangs is ended.</summary>
internal static class SmartTool
{
    private const int MaximumCharacters = 256 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Null when there is no smartctl, or it may not ask the disk.</summary>
    public static string? Ask(string device)
    {
        try
        {
            // -n standby: a disk that sleeps is not woken.
            ProcessStartInfo start = new("smartctl", ["--json", "-n", "standby", "-i", "-H", "-A", $"/dev/{device}"]) { RedirectStandardOutput = true, RedirectStandardError = true };
            using Process? process = Process.Start(start);
            if (process is null)
            {
                return null;
            }

            Task<string> output = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(Patience))
            {
                process.Kill();
                return null;
            }

            return output.Wait(Patience) && output.Result.Length <= MaximumCharacters ? output.Result : null;
        }
        catch (Exception failure) when (failure is Win32Exception or InvalidOperationException or IOException or AggregateException)
        {
            return null;
        }
    }
}
