namespace Holdfast.Diagnosis.Detection;

/// <summary>
/// Looks at every second exactly once, in order, and says how far each subject is from its threshold; that it holds, clears and does not
/// flap is <see cref="Hysteresis"/>'s business. One detector a file, one line in <see cref="DetectorRegistry"/>. One thread.
/// </summary>
internal interface IDetector
{
    /// <summary>As operators see it: words with hyphens.</summary>
    string Name { get; }

    DetectionLevel Level { get; }

    SignalFamily Family { get; }

    Consequence Consequence { get; }

    void Measure(SecondView view, List<Measurement> into);

    /// <summary>One clause with the values and their units, without a full stop.</summary>
    string Describe(in Measurement measurement);
}
