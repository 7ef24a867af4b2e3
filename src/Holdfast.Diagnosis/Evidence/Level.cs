namespace Holdfast.Diagnosis.Evidence;

/// <summary>A signal before the trouble and now.</summary>
/// <param name="Spread">Standard deviation before.</param>
internal readonly record struct Level(double Before, double Spread, double Now)
{
    public bool IsKnown => !double.IsNaN(Now);

    /// <summary>NaN when either side was not observed.</summary>
    public double Ratio => Before > 0 ? Now / Before : Now == 0 ? 1 : double.IsNaN(Now) || double.IsNaN(Before) ? double.NaN : double.PositiveInfinity;

    public static Level Nothing { get; } = new(double.NaN, double.NaN, double.NaN);
}
