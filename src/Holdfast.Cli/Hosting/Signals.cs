using System.Runtime.InteropServices;

namespace Holdfast.Cli;

/// <summary>
/// What the operating system tells the process: SIGHUP reload, SIGUSR1 open the access log again, SIGTERM and SIGINT drain and leave.
/// A second SIGINT does not wait. SIGPIPE needs no handler, the runtime ignores it: a client that went away is an errno.
/// </summary>
internal sealed class Signals : IDisposable
{
    // Not among the portable names of PosixSignal, which takes the system's own numbers too: 10 on every Linux that .NET runs on.
    private const PosixSignal UserOne = (PosixSignal)10;

    private const int ExitCodeOfSigint = 128 + 2;

    private readonly PosixSignalRegistration[] registrations;
    private readonly Lock gate = new();
    private Queue<ControlRequest>? early = new();
    private Action<ControlRequest>? post;
    private int interrupts;

    public Signals()
    {
        registrations =
        [
            On(PosixSignal.SIGHUP, () => Ask(ControlRequest.Reload)),
            On(UserOne, () => Ask(ControlRequest.ReopenAccessLog)),
            On(PosixSignal.SIGTERM, () => Ask(ControlRequest.Drain)),
            On(PosixSignal.SIGINT, Interrupt),
        ];
    }

    /// <summary>From now on requests go there, first those that came before there was anybody to ask.</summary>
    public void PassTo(Action<ControlRequest> destination)
    {
        lock (gate)
        {
            post = destination;
            while (early!.TryDequeue(out ControlRequest request))
            {
                destination(request);
            }

            early = null;
        }
    }

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in registrations)
        {
            registration.Dispose();
        }
    }

    private static PosixSignalRegistration On(PosixSignal signal, Action action) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        action();
    });

    private void Interrupt()
    {
        if (Interlocked.Increment(ref interrupts) > 1)
        {
            Environment.Exit(ExitCodeOfSigint);
        }

        Ask(ControlRequest.Drain);
    }

    private void Ask(ControlRequest request)
    {
        lock (gate)
        {
            if (post is not null)
            {
                post(request);
            }
            else if (!early!.Contains(request))
            {
                early.Enqueue(request);
            }
        }
    }
}
