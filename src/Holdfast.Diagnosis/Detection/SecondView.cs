namespace Holdfast.Diagnosis.Detection;

/// <summary>One second of the series as detectors see it, with the seconds before it. One thread.</summary>
internal sealed class SecondView(ISeriesReader series, DiagnosisSettings settings)
{
    private readonly Dictionary<string, List<SeriesSubject>> serversOfPools = new(StringComparer.Ordinal);
    private IReadOnlyList<SeriesSubject> servers = [];
    private readonly Dictionary<SeriesSubject, OutcomeCounts> outcomes = [];
    private readonly double[] one = new double[1];

    public DiagnosisSettings Settings { get; } = settings;

    /// <summary>The newest second; everything up to it may be read.</summary>
    public long Second { get; private set; }

    /// <summary>Trouble is declared: what is seen now is not what is usual.</summary>
    public bool IsInTrouble { get; set; }

    public SeriesSubject Gateway { get; } = new(SubjectKind.Gateway, "");

    public IReadOnlyList<SeriesSubject> Routes { get; private set; } = [];

    public IReadOnlyList<SeriesSubject> Pools { get; private set; } = [];

    public IReadOnlyList<SeriesSubject> Classes { get; private set; } = [];

    public IReadOnlyList<SeriesSubject> Servers => servers;

    public void MoveTo(long second)
    {
        Second = second;
        outcomes.Clear();
        Routes = series.Subjects(SubjectKind.Route);
        Pools = series.Subjects(SubjectKind.Pool);
        Classes = series.Subjects(SubjectKind.Class);
        IReadOnlyList<SeriesSubject> now = series.Subjects(SubjectKind.Server);
        // Comparing costs less than naming a thousand pools, where the same servers come in another list.
        if (!ReferenceEquals(now, servers) && !now.SequenceEqual(servers))
        {
            servers = now;
            GroupServers();
        }
    }

    public IReadOnlyList<SeriesSubject> ServersOf(SeriesSubject pool) => serversOfPools.TryGetValue(pool.Name, out List<SeriesSubject>? its) ? its : [];

    /// <summary>NaN when it was not observed.</summary>
    public double Value(SeriesSubject subject, Signal signal) => series.Read(subject, signal, Second, one) ? one[0] : double.NaN;

    /// <summary>What was not observed counts as nothing.</summary>
    public double Count(SeriesSubject subject, Signal signal)
    {
        double value = Value(subject, signal);
        return double.IsNaN(value) ? 0 : value;
    }

    public double Count(SeriesSubject subject, ReadOnlySpan<Signal> signals)
    {
        double sum = 0;
        foreach (Signal signal in signals)
        {
            sum += Count(subject, signal);
        }

        return sum;
    }

    public double Offered(SeriesSubject subject) => Count(subject, Signal.OfferedFirst) + Count(subject, Signal.OfferedRetry);

    /// <summary>What was offered this second and how much of it went wrong; several detectors ask.</summary>
    public OutcomeCounts Outcome(SeriesSubject subject)
    {
        if (!outcomes.TryGetValue(subject, out OutcomeCounts counts))
        {
            double bad = Count(subject, SignalGroups.Failed) + (IsShedHarm(subject) ? Count(subject, SignalGroups.Shed) : 0);
            double good = Count(subject, Signal.Good);
            counts = new OutcomeCounts(Math.Max(Offered(subject), good + bad), good, bad);
            outcomes[subject] = counts;
        }

        return counts;
    }

    // Only for the classes that are promised service; best effort and bulk are refused first, as their owners agreed to.
    private static bool IsShedHarm(SeriesSubject subject) =>
        subject.Kind == SubjectKind.Class && SubjectNames.LastPart(subject).ToLowerInvariant() is "critical" or "default";

    private void GroupServers()
    {
        serversOfPools.Clear();
        foreach (SeriesSubject server in servers)
        {
            string pool = SubjectNames.PoolOf(server);
            if (!serversOfPools.TryGetValue(pool, out List<SeriesSubject>? its))
            {
                serversOfPools[pool] = its = [];
            }

            its.Add(server);
        }
    }
}
