namespace Holdfast.Drills;

/// <summary>
/// The Universal Scalability Law (Gunther): N requests at once make X(N) = N / (1 + alpha (N-1) + beta N (N-1)) times the throughput of one,
/// so each of them takes the reciprocal as often as long. Alpha is contention, beta is coherence: with beta above 0, more at once than
/// sqrt((1-alpha)/beta) makes the whole server slower.
/// </summary>
public readonly record struct ScalabilityLaw(double Alpha, double Beta)
{
    /// <summary>How many times longer each request takes with so many in service.</summary>
    public double Slowdown(int inService) =>
        inService <= 1 ? 1 : 1 + (Alpha * (inService - 1)) + (Beta * inService * (inService - 1.0));
}
