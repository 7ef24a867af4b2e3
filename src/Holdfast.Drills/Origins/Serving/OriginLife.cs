namespace Holdfast.Drills;

/// <summary>Death, freeze and return of an <see cref="Origin"/>, by order or of what it was given. Loop thread only.</summary>
internal sealed class OriginLife
{
    private static readonly TimeSpan RebindPause = TimeSpan.FromMilliseconds(100);

    private readonly Origin origin;
    private readonly OriginDoor door;
    private readonly ServiceFloor floor;
    private readonly ServiceDemand demand;
    private readonly ActionTimer thaw;
    private readonly ActionTimer revive;
    private string? dying;

    public OriginLife(Origin origin, OriginDoor door, ServiceFloor floor, ServiceDemand demand)
    {
        this.origin = origin;
        this.door = door;
        this.floor = floor;
        this.demand = demand;
        thaw = new ActionTimer(Thaw);
        revive = new ActionTimer(() => Revive());
    }

    /// <summary>Why it died by itself and for good; null while it lives or when it was stopped.</summary>
    public string? CauseOfDeath { get; private set; }

    public bool IsAlive => door.IsListening;

    public bool IsFrozen { get; private set; }

    /// <summary>It dies of something it was given, at the end of this turn: its connections are in the middle of their work now.</summary>
    public void Kill(string cause) => dying ??= cause;

    public void EndTurn()
    {
        if (dying is not { } cause)
        {
            return;
        }

        Die(origin.Behaviour.DeathRestart);
        if (origin.Behaviour.DeathRestart is null)
        {
            CauseOfDeath = cause;
            origin.Stop();
        }
    }

    /// <param name="restartAfter">Back by itself after this time; null: when it is told to.</param>
    public void Die(TimeSpan? restartAfter)
    {
        dying = null;
        if (IsAlive)
        {
            origin.Counts.Deaths++;
            origin.Counts.LostRequests += origin.InFlight;
            origin.Counts.LostSessions += origin.Sessions;
            IsFrozen = false;
            origin.Cancel(thaw);
            door.Slam();
            floor.Clear();
        }

        origin.Cancel(revive);
        if (restartAfter is { } delay)
        {
            origin.Schedule(revive, delay);
        }
    }

    /// <summary>Ends death or freeze. False: somebody else listens at its address now; it tries again soon.</summary>
    public bool Revive()
    {
        origin.Cancel(revive);
        if (IsAlive)
        {
            Thaw();
            return true;
        }

        if (!door.Listen().IsDone)
        {
            origin.Schedule(revive, RebindPause);
            return false;
        }

        demand.Start(origin.NowNanoseconds);
        return true;
    }

    public void Freeze(TimeSpan duration)
    {
        if (IsAlive)
        {
            IsFrozen = true;
            floor.Pause(origin.NowNanoseconds);
            origin.Schedule(thaw, duration);
        }
    }

    private void Thaw()
    {
        if (IsFrozen)
        {
            IsFrozen = false;
            origin.Cancel(thaw);
            floor.Resume(origin.NowNanoseconds);
            door.Thaw();
        }
    }
}
