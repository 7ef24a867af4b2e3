using Holdfast.Configuration;

namespace Holdfast.DataPlane.Overload;

/// <summary>
/// How much is admitted: what the pool can do and a little more, less what has to be worked off in its queue. The rate of arrivals and the
/// capacity are both measured, so the share that is shed follows in one step instead of being sought by a controller. Control loop only.
/// </summary>
internal sealed class AdmissionLaw
{
    // A little more than the capacity: where the estimate is low the queue fills and says so; where it is right, the queue sheds the rest.
    private const double Overbooking = 1.05;

    // A queue of so many seconds is wanted, since an empty one means idle servers...
    private const double WantedSeconds = 0.020;

    // ... and what is above is to be gone in so many.
    private const double DrainSeconds = 0.200;
    private const double MostUp = 0.10;
    private const double MostDown = 0.5;
    private const double MostShed = 0.99;
    private const double ReleaseEachTick = 0.25;
    private const double TrickleOfCapacity = 0.005;

    private double rate;
    private double last;

    /// <summary>Share of the arrivals that is shed.</summary>
    public double Shed { get; private set; }

    /// <summary>Arrivals a second.</summary>
    public double ArrivalsPerSecond => rate;

    public AdmissionThreshold Update(ArrivalHistogram arrivals, double arrivalsPerSecond, double capacity, int waiting, double meanServiceSeconds)
    {
        NoteArrivals(arrivalsPerSecond);
        double wanted = Wanted(capacity, waiting, meanServiceSeconds);
        // Up at once, down slowly: crowds come in bursts.
        Shed = Math.Max(wanted, Shed - ReleaseEachTick);
        return Shed <= 0 ? AdmissionThreshold.All : Trickle(arrivals, arrivals.Cut(1 - Shed), capacity);
    }

    /// <summary>Nobody need be shed, however many ask: <see cref="CrowdSize"/>.</summary>
    public AdmissionThreshold AdmitAll(double arrivalsPerSecond)
    {
        NoteArrivals(arrivalsPerSecond);
        Shed = 0;
        return AdmissionThreshold.All;
    }

    private void NoteArrivals(double perSecond)
    {
        last = perSecond;
        rate = rate == 0 ? last : rate + (0.3 * (last - rate));
    }

    private double Wanted(double capacity, int waiting, double meanServiceSeconds)
    {
        if (capacity <= 0)
        {
            return 0;
        }

        double queue = waiting / capacity;
        double reference = Math.Max(WantedSeconds, 0.2 * meanServiceSeconds);
        double expected = Math.Max(last, (0.7 * rate) + (0.3 * last));
        if (expected <= 0 || (queue < reference && expected <= 1.02 * capacity))
        {
            return 0;
        }

        double admitted = capacity * (Overbooking - Math.Clamp((queue - reference) / DrainSeconds, -MostUp, MostDown));
        return Math.Clamp(1 - (admitted / expected), 0, MostShed);
    }

    private AdmissionThreshold Trickle(ArrivalHistogram arrivals, AdmissionThreshold threshold, double capacity)
    {
        double wanted = Math.Max(1, TrickleOfCapacity * capacity);
        for (int index = threshold.Key / AdmissionKey.Cohorts; index < AdmissionKey.Classes; index++)
        {
            var requestClass = (RequestClass)index;
            double offered = arrivals.ShareOf(requestClass) * rate;
            threshold = threshold.WithTrickle(requestClass, offered <= 0 ? 1 : wanted / offered);
        }

        return threshold;
    }
}
