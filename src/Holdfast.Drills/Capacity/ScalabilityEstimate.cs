namespace Holdfast.Drills;

/// <summary>A fitted curve with what is uncertain about it.</summary>
public sealed record ScalabilityEstimate
{
    public required FitRefusal Refusal { get; init; }

    public required ScalabilityCurve Curve { get; init; }

    public required Interval Gamma { get; init; }

    public required Interval Alpha { get; init; }

    public required Interval Beta { get; init; }

    public required Interval PeakConcurrency { get; init; }

    /// <summary>Of <see cref="MaximumThroughput"/>.</summary>
    public required Interval Maximum { get; init; }

    /// <summary>Share of the throughput's variance that the curve explains.</summary>
    public required double RSquared { get; init; }

    /// <summary>How far a point lies from the curve, as a share of its throughput (root of the mean square, by degrees of freedom).</summary>
    public required double RelativeError { get; init; }

    /// <summary>Different concurrencies.</summary>
    public required int Levels { get; init; }

    public required double ConcurrencyMeasured { get; init; }

    /// <summary>The farthest that the curve is believed: twice the highest concurrency that was measured.</summary>
    public double ConcurrencyBelieved => 2 * ConcurrencyMeasured;

    /// <summary>The peak lies where nothing was measured, not even near it.</summary>
    public bool IsPeakBeyondData => Curve.PeakConcurrency > ConcurrencyBelieved;

    /// <summary>What a server gives at most, as far as the data reach.</summary>
    public double MaximumThroughput => MaximumOf(Curve, ConcurrencyBelieved);

    public double KneeConcurrency => Curve.Knee(Math.Min(Curve.PeakConcurrency, ConcurrencyBelieved));

    internal static double MaximumOf(ScalabilityCurve curve, double believed) => curve.At(Math.Min(curve.PeakConcurrency, believed));
}
