namespace Holdfast.Simulation;

/// <summary>What the queue's owner does every 5 ms while anyone waits.</summary>
internal sealed class QueueLook(GatewayModel gateway, Schedule schedule, PartedQueue queue) : IHappening
{
    private const long LookNanoseconds = 5_000_000;

    /// <summary>Somebody is about to wait.</summary>
    public void NoteWaiter()
    {
        if (queue.Count == 0)
        {
            schedule.At(schedule.Now + LookNanoseconds, this);
        }
    }

    public void Happen(long version)
    {
        queue.Expire(schedule.Now);
        if (gateway.Bug == Bug.NeverLooksAgain)
        {
            gateway.TakeEnded();
        }
        else
        {
            gateway.Look();
        }

        if (queue.Count > 0)
        {
            schedule.At(schedule.Now + LookNanoseconds, this);
        }
    }
}
