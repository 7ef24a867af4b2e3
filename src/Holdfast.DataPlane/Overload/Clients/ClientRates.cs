namespace Holdfast.DataPlane.Overload;

/// <summary>Requests a second of one client by what became of them; they fade as <see cref="ClientLoad"/> does.</summary>
public readonly record struct ClientRates(double Retries, double Admitted, double Good, double Failed, double Shed)
{
    internal ClientRates Faded(double kept) => new(Retries * kept, Admitted * kept, Good * kept, Failed * kept, Shed * kept);

    internal ClientRates Plus(in ClientCounts counts, double gain) => new(
        Retries + (counts.Retries * gain), Admitted + (counts.Admitted * gain), Good + (counts.Good * gain), Failed + (counts.Failed * gain), Shed + (counts.Shed * gain));
}
