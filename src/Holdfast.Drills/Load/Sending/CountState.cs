namespace Holdfast.Drills.Load;

/// <summary>The counts behind <see cref="LoadCounts"/>. One writer.</summary>
internal sealed class CountState
{
    private readonly long[] counts = new long[(int)CountKind.FirstFailure + LoadCounts.FailureReasons];

    public long this[CountKind kind]
    {
        get => counts[(int)kind];
        set => counts[(int)kind] = value;
    }

    public void CountFailure(FailureReason reason) => counts[(int)CountKind.FirstFailure + (int)reason]++;

    public void Add(CountState other)
    {
        for (int i = 0; i < counts.Length; i++)
        {
            counts[i] += other.counts[i];
        }
    }

    public LoadCounts ToCounts(long sessionsOpen) => new()
    {
        Intended = this[CountKind.Intended],
        Sent = this[CountKind.Sent],
        Retries = this[CountKind.Retries],
        LateByClient = this[CountKind.LateByClient],
        LateByServer = this[CountKind.LateByServer],
        DroppedByClient = this[CountKind.DroppedByClient],
        DroppedByServer = this[CountKind.DroppedByServer],
        Good = this[CountKind.Good],
        LateAnswers = this[CountKind.LateAnswers],
        Shed = this[CountKind.Shed],
        Unfinished = this[CountKind.Unfinished],
        SessionsIntended = this[CountKind.SessionsIntended],
        SessionsOpened = this[CountKind.SessionsOpened],
        SessionsRefused = this[CountKind.SessionsRefused],
        SessionsCut = this[CountKind.SessionsCut],
        SessionsCompleted = this[CountKind.SessionsCompleted],
        SessionsOpen = sessionsOpen,
        FailedByReason = counts[(int)CountKind.FirstFailure..],
    };
}
