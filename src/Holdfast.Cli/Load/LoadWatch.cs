using Holdfast.Drills.Load;

namespace Holdfast.Cli;

/// <summary>Remembers what the views draw, and notices a target at which nobody listens. Written by the engine's thread, read by the view's.</summary>
internal sealed class LoadWatch(Action<LoadSecond>? onSecond, Action giveUp) : ILoadObserver
{
    // One refused second may be a server that restarts; nothing but refusals from the very start is a wrong address.
    private const int RefusedSeconds = 2;

    private readonly Lock gate = new();
    private readonly List<LoadSecond> seconds = [];
    private bool hasAnswered;

    /// <summary>Nobody has ever listened.</summary>
    public bool IsRefused { get; private set; }

    public IReadOnlyList<LoadSecond> Seconds
    {
        get
        {
            lock (gate)
            {
                return [.. seconds];
            }
        }
    }

    public void OnSecond(LoadSecond second)
    {
        lock (gate)
        {
            seconds.Add(second);
        }

        LoadCounts counts = second.Classes.Select(static one => one.Counts).Aggregate(static (sum, next) => sum + next);
        long refused = counts.FailedBy(FailureReason.ConnectRefused) + counts.SessionsRefused;
        hasAnswered |= counts.Ended > counts.FailedBy(FailureReason.ConnectRefused) || counts.SessionsOpened > counts.SessionsRefused;
        if (!hasAnswered && refused > 0 && Seconds.Count >= RefusedSeconds && !IsRefused)
        {
            IsRefused = true;
            giveUp();
        }

        onSecond?.Invoke(second);
    }
}
