namespace Holdfast.Diagnosis.Detection.Detectors;

/// <summary>
/// The allowance of errors of 30 days is used up too fast, in a long window and still in its last twelfth. Burn is the share of the
/// allowance times 30 days over the window; the two short windows are ours, the two long ones are the usual ones.
/// </summary>
internal sealed class BurnRate : IDetector
{
    private const double LeastBad = 10;
    private const double LeastAll = 100;

    private readonly PerSubject<BucketedWindow> memories;
    private readonly double burn;
    private readonly string window;

    private BurnRate(string name, string window, int seconds, double burn)
    {
        (Name, this.window, this.burn) = (name, window, burn);
        memories = new(() => new BucketedWindow(seconds));
    }

    public string Name { get; }

    public DetectionLevel Level => DetectionLevel.BurnRate;

    public SignalFamily Family => SignalFamily.Errors;

    public Consequence Consequence => Consequence.Pages;

    public static BurnRate OneMinute() => new("burn-rate-1m", "60 s", 60, 86.4);

    public static BurnRate FiveMinutes() => new("burn-rate-5m", "5 min", 300, 43.2);

    public static BurnRate OneHour() => new("burn-rate-1h", "1 h", 3600, 14.4);

    public static BurnRate SixHours() => new("burn-rate-6h", "6 h", 21600, 6);

    public void Measure(SecondView view, List<Measurement> into)
    {
        Measure(view, view.Gateway, into);
        Measure(view, view.Routes, into);
        Measure(view, view.Pools, into);
        Measure(view, view.Classes, into);
    }

    public string Describe(in Measurement measurement) =>
        $"{measurement.Value:P1} of the requests of {SubjectNames.InWords(measurement.Subject)} went wrong over {window}; {measurement.Reference:P2} is the most that may";

    private void Measure(SecondView view, IReadOnlyList<SeriesSubject> subjects, List<Measurement> into)
    {
        foreach (SeriesSubject subject in subjects)
        {
            Measure(view, subject, into);
        }
    }

    private void Measure(SecondView view, SeriesSubject subject, List<Measurement> into)
    {
        OutcomeCounts now = view.Outcome(subject);
        BucketedWindow memory = memories.Of(subject, view.Second);
        memory.Add(now.Bad, now.Offered);
        double allowed = burn * (1 - view.Settings.ServiceLevel);
        double burning = Math.Min(memory.LongRatio, memory.ShortRatio);
        double severity = memory.Bad >= LeastBad && memory.All >= LeastAll ? burning / allowed : 0;
        into.Add(new Measurement(subject, severity, memory.LongRatio, allowed, view.Second));
    }
}
