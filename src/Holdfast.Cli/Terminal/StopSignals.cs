using System.Runtime.InteropServices;

namespace Holdfast.Cli;

/// <summary>Ctrl-C and SIGTERM as a call instead of the end of the process: what was begun is ended in order. The call may come from any thread.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly PosixSignalRegistration[] registrations;

    /// <param name="alsoHangUp">The terminal's end too, for commands that must not leave anything running.</param>
    public StopSignals(Action stop, bool alsoHangUp = false)
    {
        PosixSignal[] signals = alsoHangUp ? [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP] : [PosixSignal.SIGINT, PosixSignal.SIGTERM];
        registrations = [.. signals.Select(signal => PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            stop();
        }))];
    }

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in registrations)
        {
            registration.Dispose();
        }
    }
}
