using Holdfast.Foundation;

namespace Holdfast.DataPlane.Overload;

/// <summary>A client over all workers, as the control loop remembers it: rates that fade with a time constant of ten seconds.</summary>
internal sealed class ClientLoad
{
    // Of random arrivals a silence of five mean gaps comes once in 150 times; of clients that wait for an answer or were told to come later it says less, so two
    // seconds it is at least.
    private const double GapsOfSilence = 5;
    private const double LeastSilenceSeconds = 2;

    // Of ten thousand equal clients with random arrivals so many deviations and twice the middle's demand are together beyond chance.
    private const double Deviations = 2;

    private long askedAt;
    private double rateThen;

    public NetworkAddress Address { get; set; }

    /// <summary>What people are shown instead of the address; null for none.</summary>
    public string? Name { get; set; }

    /// <summary>Nanoseconds of service a second that it asks for.</summary>
    public double Offered { get; set; }

    /// <summary>The same over the last second.</summary>
    public double Lately { get; set; }

    public double RequestsLately { get; set; }

    /// <summary>What it is judged by.</summary>
    public double Demand { get; set; }

    /// <summary>So many requests that is known from.</summary>
    public double Counted { get; set; }

    /// <summary>What it asks for at least, chance left out: of equal clients that have just come one has six requests where the others have two.</summary>
    public double SureDemand => Demand * Math.Max(0, 1 - (Deviations / Math.Sqrt(Counted)));

    /// <summary>Nanoseconds of service a second that it gets.</summary>
    public double Served { get; set; }

    public double RequestsPerSecond { get; set; }

    public ClientRates Rates { get; set; }

    /// <summary>Requests that wait or are at a server.</summary>
    public int Present { get; set; }

    /// <summary>A worker tells it apart, as of the last look. What it asks for else is seen only in what all ask for together.</summary>
    public bool HasPlace { get; set; }

    /// <summary>As of the last look.</summary>
    public bool IsOverShare { get; set; }

    /// <summary>Distance from the mean gap between requests, by that gap; large when unknown.</summary>
    public double Irregularity { get; set; }

    /// <summary>
    /// Nothing of it is here, and it has been silent for longer than its own gaps explain. What is remembered of it is nobody's demand: those who left would be the
    /// ones in the middle, and whoever is there would be greedy beside them. It is still remembered, and judged by all of it when it comes back.
    /// </summary>
    public bool HasGone(long nowNanoseconds)
    {
        double silence = (nowNanoseconds - askedAt) / 1e9;
        return Present == 0 && silence > LeastSilenceSeconds && silence * rateThen > GapsOfSilence;
    }

    /// <summary>Requests of it have come. With <see cref="RequestsPerSecond"/> up to date.</summary>
    public void NoteAsked(long nowNanoseconds)
    {
        askedAt = nowNanoseconds;
        rateThen = RequestsPerSecond;
    }

    public void TakeName(ClientUsage usage, int place, ulong client) => Name ??= usage.NameOf(place, client);

    public void Fade(double kept, double keptLately)
    {
        Lately *= keptLately;
        RequestsLately *= keptLately;
        Offered *= kept;
        Served *= kept;
        RequestsPerSecond *= kept;
        Rates = Rates.Faded(kept);
        Present = 0;
        HasPlace = false;
        Irregularity = double.MaxValue;
    }
}
