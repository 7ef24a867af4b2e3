using System.Diagnostics.CodeAnalysis;

namespace Holdfast.Drills.Load;

/// <summary>
/// The rate over time: steps and ramps one after the other, then <see cref="Final"/> for as long as the load lasts. Immutable. How it is
/// written: <see cref="RateText"/>.
/// </summary>
public sealed class RateCurve : IEquatable<RateCurve>
{
    public RateCurve(IReadOnlyList<RateStep> steps, double final)
    {
        Steps = steps;
        Final = final;
    }

    public IReadOnlyList<RateStep> Steps { get; }

    /// <summary>After the last step; requests per second.</summary>
    public double Final { get; }

    /// <summary>Of the steps; zero when the rate is constant from the start.</summary>
    public TimeSpan Length => Steps.Aggregate(TimeSpan.Zero, static (sum, step) => sum + step.Duration);

    public double Peak => Steps.Aggregate(Final, static (peak, step) => Math.Max(peak, Math.Max(step.From, step.To)));

    public static RateCurve Constant(double requestsPerSecond) => new([], requestsPerSecond);

    public static RateCurve Ramp(double from, double to, TimeSpan duration) => new([new RateStep(from, to, duration)], to);

    /// <summary>The rate at a time from the start.</summary>
    public double At(TimeSpan time)
    {
        TimeSpan begin = TimeSpan.Zero;
        foreach (RateStep step in Steps)
        {
            if (time < begin + step.Duration)
            {
                return step.From + ((step.To - step.From) * ((time - begin) / step.Duration));
            }

            begin += step.Duration;
        }

        return Final;
    }

    /// <summary>The same rates in another time.</summary>
    public RateCurve Stretch(double factor) => new([.. Steps.Select(step => step with { Duration = step.Duration * factor })], Final);

    /// <summary>Another load of the same shape.</summary>
    public RateCurve Scale(double factor) => new([.. Steps.Select(step => step with { From = step.From * factor, To = step.To * factor })], Final * factor);

    public bool Equals([NotNullWhen(true)] RateCurve? other) => other is not null && Final.Equals(other.Final) && Steps.SequenceEqual(other.Steps);

    public override bool Equals(object? obj) => Equals(obj as RateCurve);

    public override int GetHashCode() => HashCode.Combine(Final, Steps.Count);

    public override string ToString() => RateText.Format(this);
}
