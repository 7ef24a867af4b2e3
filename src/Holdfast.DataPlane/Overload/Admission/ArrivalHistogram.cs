using Holdfast.Configuration;

namespace Holdfast.DataPlane.Overload;

/// <summary>
/// How the arrivals of the last seconds are spread over the keys, old ones fading with a time constant of 2 s: long enough that a bin with
/// a few requests a second is known, short enough to follow a crowd that comes with one class. Control loop only.
/// </summary>
internal sealed class ArrivalHistogram
{
    private const double FadeNanoseconds = 2e9;
    private const double CrowdOfUsual = 1.5;

    private readonly double[] bins = new double[AdmissionKey.Count];
    private double total;
    private bool isStale;

    /// <summary>Clients with a good part of the load have other keys from now on: the next tick's arrivals are all that counts.</summary>
    public void Restart() => isStale = true;

    /// <summary>Takes a tick's arrivals in.</summary>
    public void Add(ReadOnlySpan<long> arrivals, long elapsedNanoseconds)
    {
        double keep = isStale ? 0 : Math.Exp(-elapsedNanoseconds / FadeNanoseconds);
        isStale = false;
        long added = 0;
        foreach (long count in arrivals)
        {
            added += count;
        }

        // A crowd has come: what was usual before it must not count as if it had been as many. Else the important, who were many among
        // few, look like many among the crowd, and are shed with it.
        double usual = total * elapsedNanoseconds / FadeNanoseconds;
        if (added > CrowdOfUsual * usual)
        {
            keep *= usual / added;
        }

        double sum = 0;
        for (int key = 0; key < bins.Length; key++)
        {
            bins[key] = (bins[key] * keep) + arrivals[key];
            sum += bins[key];
        }

        total = sum;
    }

    /// <summary>The class's part of all arrivals, 0 to 1.</summary>
    public double ShareOf(RequestClass requestClass)
    {
        double sum = 0;
        for (int key = AdmissionKey.Of(requestClass, 0); key < AdmissionKey.Of(requestClass, 0) + AdmissionKey.Cohorts; key++)
        {
            sum += bins[key];
        }

        return total <= 0 ? 0 : sum / total;
    }

    /// <summary>The threshold that admits that share of the arrivals, the most important ones.</summary>
    public AdmissionThreshold Cut(double admitted)
    {
        double left = admitted * total;
        if (admitted >= 1 || total <= 0)
        {
            return AdmissionThreshold.All;
        }

        for (int key = 0; key < bins.Length; key++)
        {
            if (left < bins[key])
            {
                return AdmissionThreshold.Of(key, left / bins[key]);
            }

            left -= bins[key];
        }

        return AdmissionThreshold.All;
    }
}
