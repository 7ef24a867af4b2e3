namespace Holdfast.Diagnosis.Corpus.Scoring;

/// <summary>The figures of a set of runs.</summary>
internal sealed class Scores(IReadOnlyList<RunResult> results)
{
    private const int CalibrationBins = 5;
    private const double OnsetTolerance = 2;

    public double TopSingle => Share(RunKind.Single, result => result.IsTopRight);

    public double TopThreeSingle => Share(RunKind.Single, result => result.Settled is not null && result.Settled.Ranking.Take(3).Any(cause => Causes.Of(cause.Class) == result.Plan.Causes[0]));

    public double TopCompound => Share(RunKind.Compound, result => result.IsTopRight);

    public double TopTwoCompound => Share(RunKind.Compound, result => result.HasBothInTopTwo);

    public double AbstainUnknown => Share(RunKind.Unknown, result => result.Abstains && !result.FalselyBlamed);

    public double FalseOnBenign => Of(RunKind.Benign).Count(result => result.FalselyBlamed);

    public double TopMissing => Share(RunKind.MissingTelemetry, result => result.IsTopRight);

    public double BaselineSingle => Share(RunKind.Single, result => result.Baseline == result.Plan.Causes[0]);

    public double BaselineCompound => Share(RunKind.Compound, result => result.Plan.Causes.Contains(result.Baseline));

    /// <summary>Runs with a root cause stated at 30 s, and how many of these are right.</summary>
    public double StatedSingle => Share(RunKind.Single, result => !result.Abstains);

    public double WronglyStatedSingle => Share(RunKind.Single, result => result.FalselyBlamed);

    /// <summary>Storms that are named and whose stall is said to have set them off, and that are kept going by something other than the repeats that they are.</summary>
    public double StormsTriggered => Storms(settled => settled.Trigger?.Sign == Evidence.Sign.ServersStalledFirst);

    public double StormsSustained => Storms(settled => settled.Sustaining is { Sign: not (Evidence.Sign.RetriesMany or Evidence.Sign.RetriesKeepItUp) });

    public double OnsetRight => Share(RunKind.Single, result => Math.Abs(result.OnsetError ?? 99) <= OnsetTolerance);

    public double OnsetEarly => Share(RunKind.Single, result => result.OnsetError < -OnsetTolerance);

    public double OnsetLate => Share(RunKind.Single, result => result.OnsetError > OnsetTolerance);

    /// <summary>Draws that were thrown away because nobody was hurt.</summary>
    public int Harmless => results.Sum(result => result.Redrawn.Harmless);

    /// <summary>Draws that were thrown away because users were hurt before anything was done to the service.</summary>
    public int IllBefore => results.Sum(result => result.Redrawn.IllBefore);

    /// <summary>Draws that were thrown away because one of two causes did nothing.</summary>
    public int OfOne => results.Sum(result => result.Redrawn.OfOne);

    public double DetectedSingle => Share(RunKind.Single, result => result.DetectedAfter is not null);

    public double DetectionP95 => Percentile(Of(RunKind.Single).Select(result => result.DetectedAfter ?? 99), 0.95);

    public double FirstRankedP95 => Percentile(Of(RunKind.Single).Where(result => result.IsTopRight).Select(result => (double)(result.FirstRankedAfter ?? 99)), 0.95);

    public double FirstRankedP95Of(Cause cause) =>
        Percentile(Of(RunKind.Single).Where(result => result.Plan.Causes[0] == cause && result.IsTopRight).Select(result => (double)(result.FirstRankedAfter ?? 99)), 0.95);

    public double OnsetLateOf(Cause cause) => Of(RunKind.Single).Where(result => result.Plan.Causes[0] == cause).Select(result => result.OnsetError > OnsetTolerance ? 1.0 : 0).DefaultIfEmpty(double.NaN).Average();

    public double MacroF1 => CorpusPlan.Classes.Average(FOne);

    public double BaselineMacroF1 => CorpusPlan.Classes.Average(cause => FOne(cause, result => result.Baseline));

    /// <summary>Mean distance between what was claimed and what was true, over bins of the probability, weighted by their runs.</summary>
    public double CalibrationError
    {
        get
        {
            var ranked = Of(RunKind.Single).Where(result => result.Settled is not null).ToList();
            return ranked.GroupBy(result => Math.Min(CalibrationBins - 1, (int)(result.Settled!.Top.Probability * CalibrationBins)))
                .Sum(bin => (double)bin.Count() / ranked.Count * Math.Abs(bin.Average(result => result.Settled!.Top.Probability) - bin.Average(result => result.IsTopRight ? 1.0 : 0)));
        }
    }

    public IEnumerable<RunResult> Of(RunKind kind) => results.Where(result => result.Plan.Kind == kind);

    public double FOne(Cause cause) => FOne(cause, result => result.Top);

    public double Recall(Cause cause)
    {
        var those = Of(RunKind.Single).Where(result => result.Plan.Causes[0] == cause).ToList();
        return those.Count == 0 ? double.NaN : those.Average(result => result.IsTopRight ? 1.0 : 0);
    }

    private double Storms(Func<Ranking.Explanation, bool> condition) => Of(RunKind.Single).Where(result => result.Plan.Causes[0] == Cause.RetryStorm && result.IsTopRight)
        .Select(result => condition(result.Settled!) ? 1.0 : 0).DefaultIfEmpty(double.NaN).Average();

    private double FOne(Cause cause, Func<RunResult, Cause> said)
    {
        var single = Of(RunKind.Single).ToList();
        double right = single.Count(result => said(result) == cause && result.Plan.Causes[0] == cause);
        double claimed = single.Count(result => said(result) == cause);
        double present = single.Count(result => result.Plan.Causes[0] == cause);
        return right == 0 ? 0 : 2 * right / (claimed + present);
    }

    private double Share(RunKind kind, Func<RunResult, bool> condition)
    {
        var those = Of(kind).ToList();
        return those.Count == 0 ? double.NaN : those.Average(result => condition(result) ? 1.0 : 0);
    }

    private static double Percentile(IEnumerable<double> values, double part)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? double.NaN : sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * part))];
    }
}
