namespace Holdfast.DataPlane.Overload;

/// <summary>Requests a second of one client by what became of them, as <see cref="ClientCounts"/>; they fade as <see cref="ClientLoad"/> does.</summary>
public readonly record struct ClientRates(
    double Retries, double Admitted, double Good, double Failed, double Shed, double Waited, double Overload, double FairShare, double Bulkhead, double RateLimited)
{
    internal ClientRates Faded(double kept) => new(
        Retries * kept, Admitted * kept, Good * kept, Failed * kept, Shed * kept, Waited * kept, Overload * kept, FairShare * kept, Bulkhead * kept, RateLimited * kept);

    internal ClientRates Plus(in ClientCounts counts, double gain) => new(
        Retries + (counts.Retries * gain),
        Admitted + (counts.Admitted * gain),
        Good + (counts.Good * gain),
        Failed + (counts.Failed * gain),
        Shed + (counts.Shed * gain),
        Waited + (counts.Waited * gain),
        Overload + (counts.Overload * gain),
        FairShare + (counts.FairShare * gain),
        Bulkhead + (counts.Bulkhead * gain),
        RateLimited + (counts.RateLimited * gain));
}
