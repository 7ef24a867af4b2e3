namespace Holdfast.Drills.Running;

/// <summary>Turns samples of a server's counters into whole seconds. One writer; time is given, never read.</summary>
public sealed class ServerRecorder(string name)
{
    private readonly List<ServerSecond> seconds = [];
    private readonly List<ServerSample> samples = [];
    private OriginState last;
    private ServerSecond current;

    public string Name { get; } = name;

    /// <param name="at">Seconds from the first request; samples before it only set the starting point.</param>
    /// <param name="sample">Null when the server did not answer.</param>
    public void Record(double at, OriginState? sample)
    {
        if (at < 0)
        {
            last = sample ?? last;
            return;
        }

        CloseUntil((int)at);
        if (sample is not { } now)
        {
            // What a frozen or dead server holds is not known; it serves nobody.
            current = current with { Answers = false, Sessions = 0 };
            return;
        }

        samples.Add(new ServerSample(at, now.InFlight));
        // A process that was started again counts from zero.
        OriginState before = now.Admitted < last.Admitted ? default : last;
        long peak = now.PeakInFlight > before.PeakInFlight ? now.PeakInFlight : now.InFlight;
        current = new ServerSecond(
            current.Admitted + now.Admitted - before.Admitted,
            now.InFlight,
            Math.Max(current.PeakInFlight, peak),
            now.Sessions,
            current.LostSessions + Math.Max(0, now.LostSessions - before.LostSessions),
            current.Deaths + Math.Max(0, now.Deaths - before.Deaths),
            Answers: true);
        last = now;
    }

    /// <summary>Once nothing is recorded any more.</summary>
    public IReadOnlyList<ServerSample> Samples => samples;

    /// <summary>All seconds before the given one; the samples of its own are still coming.</summary>
    public IReadOnlyList<ServerSecond> SecondsUntil(int second)
    {
        CloseUntil(second);
        return [.. seconds.Take(second)];
    }

    private void CloseUntil(int second)
    {
        while (seconds.Count < second)
        {
            seconds.Add(current);
            // Levels go on, counts begin again.
            current = current with { Admitted = 0, PeakInFlight = current.InFlight, LostSessions = 0, Deaths = 0 };
        }
    }
}
