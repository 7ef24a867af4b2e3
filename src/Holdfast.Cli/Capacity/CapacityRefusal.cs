using System.Globalization;
using Holdfast.Drills;

namespace Holdfast.Cli;

/// <summary>Why there is no curve, and what to measure so that there is one.</summary>
internal static class CapacityRefusal
{
    public static string Sentence(ScalabilityEstimate estimate) => estimate.Refusal switch
    {
        FitRefusal.TooFewLevels => string.Create(
            CultureInfo.InvariantCulture,
            $"the points have {estimate.Levels} different concurrencies, a curve needs {ScalabilityFit.LevelsMinimum}. Measure for example at 1, 2, 4, 8, 16 and 32, or let Holdfast do it: holdfast capacity measure URL"),
        FitRefusal.TooNarrow =>
            "the concurrencies lie too close together: what bends the curve between them is noise. Measure up to at least three times the lowest, better ten times",
        FitRefusal.PoorFit => string.Create(
            CultureInfo.InvariantCulture,
            $"the points do not lie on one curve (R2 {estimate.RSquared:0.00}, {100 * estimate.RelativeError:0} % away on average). Measure each level longer and alone, and look for a level at which something else broke"),
        _ => "",
    };
}
