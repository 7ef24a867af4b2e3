using Holdfast.Incidents.Replay;
using Holdfast.Incidents.Timeline;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Tests.Replay;

/// <summary>
/// Pool shop of <see cref="RecordedOutage"/> beside the gateway's own series: seconds of servers for a quarter of an hour, then an archive's steps
/// of ten seconds. Server b refuses its requests for four seconds from each <see cref="RefusesAt"/> on. Virtual time.
/// </summary>
internal sealed class LastingOutage : IDisposable, ISeriesArchive
{
    private const int CalmSeconds = 60;

    private readonly SeriesMemory memory = new();
    private readonly HashSet<SeriesSubject> subjects = [];
    private readonly Dictionary<(SeriesSubject Subject, Signal Signal, long Second), double> recorded = [];

    public LastingOutage()
    {
        Bench.Clock.Advance(RecordedOutage.At(-CalmSeconds) - Bench.Clock.UtcNow);
        Desk = new ReplayDesk(Bench.Desk, ReplaySeries.Of(new SeriesHistory(memory) { Archive = this }), () => (RecordedOutage.Fingerprint, RecordedOutage.Page));
    }

    public Bench Bench { get; } = new();

    public ReplayDesk Desk { get; }

    public List<int> RefusesAt { get; } = [5];

    /// <summary>Seconds from the start of the trouble.</summary>
    public void RunTo(int after)
    {
        while (Bench.Clock.UtcNow < RecordedOutage.At(after))
        {
            Bench.Clock.Advance(TimeSpan.FromSeconds(1));
            memory.Write(Bench.Second, Write);
            Desk.Tick();
            Desk.Keep();
        }
    }

    public void Declare(int onset) => Bench.Book.Open(
        Entry(EntryKind.Opened, onset, "onset"),
        Entry(EntryKind.Declared, onset, "onset"),
        new NewEntry(EntryKind.CauseFound, Bench.Clock.UtcNow, "diagnosis", "the cause") { Data = new() { ["name"] = "sick-server", ["claim"] = "b refuses", ["probability"] = "1" } });

    public void Relapse(int onset) => Bench.Book.Add(1, Entry(EntryKind.Relapsed, onset, "onset"));

    public void Clear() => Bench.Book.Add(1, new NewEntry(EntryKind.Cleared, Bench.Clock.UtcNow, "detection", "all is well again"));

    public (ReplayPlan? Plan, string Problem) Plan() => Desk.Plan(Bench.Only);

    /// <summary>Seconds from the start of the trouble in which a drill has servers die.</summary>
    public IEnumerable<long> Deaths(ReplayPlan plan) => plan.Faults.Where(fault => fault.Kind == ReplayFaultKind.Dead).Select(fault => fault.From - RecordedOutage.Start);

    public void Dispose() => Bench.Dispose();

    public IReadOnlyList<SeriesSubject> Subjects(SubjectKind kind) => [.. subjects.Where(subject => subject.Kind == kind)];

    public bool Read(SeriesSubject subject, Signal signal, int stepSeconds, long fromSecond, Span<SeriesPoint> points)
    {
        double[] seconds = new double[stepSeconds];
        for (int index = 0; index < points.Length; index++)
        {
            for (int second = 0; second < stepSeconds; second++)
            {
                seconds[second] = recorded.GetValueOrDefault((subject, signal, fromSecond + ((long)index * stepSeconds) + second), double.NaN);
            }

            points[index] = SeriesPoint.Of(seconds);
        }

        return subjects.Contains(subject);
    }

    private static NewEntry Entry(EntryKind kind, int onset, string key) => new(kind, RecordedOutage.At(onset), "detection", "something is unusual")
    {
        Data = new() { ["pool"] = "shop", ["title"] = "shop: unusual", [key] = RecordedOutage.At(onset).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture) },
    };

    private void Write(SecondWriter second)
    {
        bool refuses = RefusesAt.Exists(from => second.Second - RecordedOutage.Start >= from && second.Second - RecordedOutage.Start < from + 4);
        foreach (string server in new[] { "a", "b", "c", "d" })
        {
            bool isOut = refuses && server == "b";
            Write(second, new SeriesSubject(SubjectKind.Server, $"shop/{server}"), (Signal.Good, isOut ? 0 : 60), (Signal.FailedRefused, isOut ? 12 : 0), (Signal.FirstByteMedian, 0.06), (Signal.InFlight, 4));
        }

        Write(second, new SeriesSubject(SubjectKind.Class, "shop/default"), (Signal.OfferedFirst, 240));
        Write(second, Bench.Pool, (Signal.Clients, 50));
    }

    private void Write(SecondWriter second, SeriesSubject subject, params ReadOnlySpan<(Signal Signal, double Value)> values)
    {
        subjects.Add(subject);
        SubjectSeries series = second.Begin(subject)!;
        foreach ((Signal signal, double value) in values)
        {
            series.Write(signal, value);
            recorded[(subject, signal, second.Second)] = value;
        }
    }
}
