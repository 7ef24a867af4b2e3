namespace Holdfast.Diagnosis.Detection;

/// <summary>
/// The allowance of errors of 30 days is used up too fast, in a long window and still in its last twelfth. Burn is the share of the
/// allowance times 30 days over the window; the two short windows are ours, the two long ones are the usual ones. Long windows decide when
/// people are called; that it is over is seen in the last seconds. What the detectors have in common; each says its window.
/// </summary>
/// <param name="seconds">The long window.</param>
/// <param name="burn">So many times as fast as an even use of the allowance.</param>
internal abstract class BurnRate(string name, string window, int seconds, double burn) : IDetector
{
    // Below it nothing holds, whatever the last seconds say: most subjects need no more than the long windows.
    private const double ClearlyBelow = 0.5;
    private const double LeastBad = 10;
    private const double LeastAll = 100;

    // One failed request is no rate, however few others there were.
    private const double LeastRecentBad = 3;

    // After a longer pause the next bad second begins a new run.
    private const int PauseSeconds = 10;

    private readonly PerSubject<Memory> memories = new(() => new Memory(seconds));

    public string Name => name;

    public DetectionLevel Level => DetectionLevel.BurnRate;

    public SignalFamily Family => SignalFamily.Errors;

    public Consequence Consequence => Consequence.Pages;

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
        Memory memory = memories.Of(subject, view.Second);
        double allowed = burn * (1 - view.Settings.ServiceLevel);
        memory.Add(now, allowed, view.Second);
        BucketedWindow seen = memory.Window;
        double burning = Math.Min(seen.LongRatio, seen.ShortRatio);
        double severity = seen.Bad >= LeastBad && seen.All >= LeastAll && seen.ShortBad >= LeastRecentBad ? burning / allowed : 0;
        if (severity >= ClearlyBelow)
        {
            double present = memory.Present.Ratio(allowed) / allowed;
            severity = memory.Confirm(Math.Min(severity, present), isBelow: present < ClearlyBelow);
        }

        into.Add(new Measurement(subject, severity, seen.LongRatio, allowed, memory.Since));
    }

    private sealed class Memory(int seconds)
    {
        private long lastBad = long.MinValue / 2;
        private double badSinceEnd = LeastBad;
        private int below;

        public BucketedWindow Window { get; } = new(seconds);

        public PresentWindow Present { get; } = new();

        /// <summary>Since when it burns: the window fills for a while before anybody can be sure.</summary>
        public long Since { get; private set; }

        public void Add(in OutcomeCounts now, double allowed, long second)
        {
            Window.Add(now.Bad, now.Offered);
            Present.Add(now.Bad, now.Offered);
            badSinceEnd += now.Bad;
            if (now.Bad > allowed * now.Offered)
            {
                Since = second - lastBad > PauseSeconds ? second : Since;
                lastBad = second;
            }
        }

        /// <summary>
        /// What a window remembers of harm that has ended is no new harm: that asks for as much of it as any window does. Chance leaves
        /// seconds in which little harm seems to be none, and those end nothing.
        /// </summary>
        public double Confirm(double severity, bool isBelow)
        {
            below = isBelow ? below + 1 : 0;
            badSinceEnd = Present.HasEnded || below >= PresentWindow.MostSeconds ? 0 : badSinceEnd;
            return badSinceEnd >= LeastBad ? severity : 0;
        }
    }
}
