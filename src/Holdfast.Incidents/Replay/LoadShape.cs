namespace Holdfast.Incidents.Replay;

/// <summary>A class of the drill's traffic.</summary>
/// <param name="Name">Of the class, for expectations.</param>
/// <param name="Rates">Requests a second at every <see cref="LoadShapes.StepSeconds"/> of the drill.</param>
internal sealed record LoadShape(string Name, string Path, int Clients, IReadOnlyList<double> Rates)
{
    public double RateAt(double second) => Rates[Math.Clamp((int)(second / LoadShapes.StepSeconds), 0, Rates.Count - 1)];
}
