namespace Holdfast.Drills.Load;

/// <summary>One class on one thread: sends what is due. Loop's thread only.</summary>
internal interface IClassRunner
{
    ClassRecorder Recorder { get; }

    /// <summary>When <see cref="Advance"/> has something to do, clock time; <see cref="ArrivalSchedule.Never"/> when nothing comes any more.</summary>
    long NextDue { get; }

    /// <summary>Requests that have not ended.</summary>
    long InFlight { get; }

    long Connections { get; }

    /// <summary>Sessions that are held now.</summary>
    long SessionsOpen { get; }

    void Advance(long now);

    /// <summary>Ends everything that is under way. What had its full patience counts as timed out, the rest as unfinished.</summary>
    void End(long now, bool isCancelled);
}
