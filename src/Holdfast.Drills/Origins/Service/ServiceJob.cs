namespace Holdfast.Drills;

/// <summary>One request on its way through a <see cref="ServiceFloor"/>. Made once for a connection and used again for its next request.</summary>
internal sealed class ServiceJob(Action finished)
{
    /// <summary>How many times as much work as an ordinary request.</summary>
    public double Cost { get; set; } = 1;

    // ServiceFloor and its parts only.
    internal double FinishesAtWork;
    internal ServiceJob? Next;

    public void Finish() => finished();
}
