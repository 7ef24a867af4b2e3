using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Holdfast.Incidents.Escalation;

namespace Holdfast.Incidents.Notifications.Channels;

/// <summary>A program of the operator's: JSON on its standard input, the key in HOLDFAST_KEY; exit code 0 is delivered.</summary>
internal sealed class CommandChannel(ChannelConfig config) : INotificationChannel
{
    public DeliveryResult Send(Notification notification)
    {
        try
        {
            ProcessStartInfo start = new(config.Run[0], config.Run.Skip(1)) { RedirectStandardInput = true, UseShellExecute = false };
            start.Environment["HOLDFAST_KEY"] = notification.Key;
            start.Environment["HOLDFAST_PURPOSE"] = notification.Purpose;
            start.Environment["HOLDFAST_TITLE"] = notification.Title;
            using Process process = Process.Start(start)!;
            try
            {
                process.StandardInput.BaseStream.Write(Payloads.Write(notification, config with { Shape = "json" }));
                process.StandardInput.Close();
            }
            catch (IOException)
            {
                // It does not read its input: its exit code still says whether it worked.
            }

            if (!process.WaitForExit(config.Timeout))
            {
                process.Kill(entireProcessTree: true);
                return new DeliveryResult(false, string.Create(CultureInfo.InvariantCulture, $"still running after {config.Timeout.TotalSeconds:0.#} s, ended"));
            }

            return new DeliveryResult(process.ExitCode == 0, string.Create(CultureInfo.InvariantCulture, $"exit code {process.ExitCode}"));
        }
        catch (Exception failure) when (failure is Win32Exception or InvalidOperationException or IOException)
        {
            return new DeliveryResult(false, failure.Message);
        }
    }
}
