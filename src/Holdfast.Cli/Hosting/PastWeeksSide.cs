using Holdfast.Diagnosis;
using Holdfast.Diagnosis.Detection;
using Holdfast.Foundation;
using Holdfast.Telemetry;
using Holdfast.Telemetry.Series;

namespace Holdfast.Cli;

/// <summary>
/// Tells the diagnosis once, after the start, what the weeks before were like, on a thread of its own that nobody waits for and that rests most of the time.
/// Without a store, or with an empty one, a season is learned while it goes by. Owner: <see cref="DiagnosisSide"/>. Next: <see cref="PastWeeks"/>.
/// </summary>
internal sealed class PastWeeksSide : IDisposable
{
    // The store is read first, and a minute is what the sums learn a level from: until then nobody misses a season.
    private static readonly TimeSpan Beginning = TimeSpan.FromMinutes(1);

    // A day of a pool takes some milliseconds: about 1 % of a core while it lasts, which is 14 s for each pool.
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(500);

    // A week of six detectors is 4 kB. With more pools the rest learn theirs while it goes by.
    private const int PoolsMaximum = 500;

    private readonly SeriesSide series;
    private readonly CauseWatch watch;
    private readonly IClock clock;
    private readonly EventLog events;
    private readonly ManualResetEventSlim stopping = new();
    private readonly Thread thread;
    private int daysLeftOut;

    public PastWeeksSide(SeriesSide series, CauseWatch watch, IClock clock, EventLog events)
    {
        this.series = series;
        this.watch = watch;
        this.clock = clock;
        this.events = events;
        thread = new Thread(Run) { Name = "past-weeks", IsBackground = true };
    }

    public void Begin() => thread.Start();

    public void Dispose()
    {
        stopping.Set();
        if (thread.IsAlive)
        {
            thread.Join();
        }

        stopping.Dispose();
    }

    private void Run()
    {
        if (stopping.Wait(Beginning))
        {
            return;
        }

        try
        {
            foreach (SeriesSubject pool in series.Memory.Subjects(SubjectKind.Pool).Take(PoolsMaximum))
            {
                if (series.History.Archive is { } archive && !Read(new PastWeeks(archive, pool, clock.UtcNow.ToUnixTimeSeconds())))
                {
                    return;
                }
            }

            if (daysLeftOut > 0)
            {
                events.Warning("diagnosis", $"{daysLeftOut} days of pools' past weeks could not be read: what is usual in their hours is what the other weeks say");
            }
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            events.Error("diagnosis", "the past weeks could not be read: what is usual in which hour is learned while it goes by", ("failure", failure.ToString()));
        }
    }

    /// <returns>False when the gateway ends.</returns>
    private bool Read(PastWeeks weeks)
    {
        while (weeks.ReadDay())
        {
            if (stopping.Wait(Rest))
            {
                return false;
            }
        }

        daysLeftOut += weeks.DaysLeftOut;
        watch.Adopt(weeks.Seasons());
        return true;
    }
}
