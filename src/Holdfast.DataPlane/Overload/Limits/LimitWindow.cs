namespace Holdfast.DataPlane.Overload;

/// <summary>One server's window, as <see cref="ConcurrencyLimit"/> judges it.</summary>
/// <param name="Samples">What ended in it.</param>
/// <param name="Seconds">How long it was.</param>
/// <param name="Peak">The most in flight.</param>
internal readonly record struct LimitWindow(SampleTotals Samples, double Seconds, int Peak)
{
    /// <summary>Mean of the requests that had not got their first byte (Little's law).</summary>
    public double InFlight => Samples.TimeNanoseconds / (Seconds * 1e9);

    public double AnswersPerSecond => Samples.Answers / Seconds;

    /// <summary>Mean of the requests that wait in the server (Little's law for the time beyond what serving takes).</summary>
    /// <param name="baseline">The server's own, of <see cref="ServerBaseline"/>.</param>
    public double Waiting(double baseline) => (Samples.TimeNanoseconds - (baseline * Samples.ExpectedNanoseconds)) / (Seconds * 1e9);

    /// <summary>Mean of the slots that did something: were served, or got or sent the rest of an answer. The rest of the limit waited or stood idle.</summary>
    public double Working(double baseline) =>
        (Samples.ServiceNanoseconds - Samples.TimeNanoseconds + (baseline * Samples.ExpectedNanoseconds)) / (Seconds * 1e9);

    /// <summary>How far <see cref="Waiting"/> may be off by chance, one standard deviation.</summary>
    public double WaitingDeviation => Samples.TimeDeviation / (Seconds * 1e9);
}
