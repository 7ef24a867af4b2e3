using System.Globalization;
using System.Text;
using Holdfast.Drills;

namespace Holdfast.Cli;

/// <summary>The answer of `holdfast capacity` for people.</summary>
internal static class CapacityText
{
    private static readonly double[] MonthsAhead = [0, 3, 6, 12];

    public static string Format(ScalabilityEstimate estimate, IReadOnlyList<MeasuredPoint> points, CapacityQuestion question, DateTimeOffset now)
    {
        StringBuilder text = new();
        text.Append(
            CultureInfo.InvariantCulture,
            $"fitted {points.Count} points at {estimate.Levels} concurrencies: R2 {estimate.RSquared:0.000}, a point lies {100 * estimate.RelativeError:0.0} % off the curve; intervals of {100 * ScalabilityFit.Confidence:0} %, seed {question.Seed}\n\n");
        AppendParameters(text, estimate);
        text.Append('\n').Append(CurveChart.Draw(estimate, points));
        if (question.PlanFor(estimate) is { } plan)
        {
            AppendServers(text, plan, now);
            AppendEnd(text, plan, question.Servers ?? plan.ServersFor(plan.Load), now);
        }

        return text.ToString();
    }

    private static void AppendParameters(StringBuilder text, ScalabilityEstimate estimate)
    {
        ScalabilityCurve curve = estimate.Curve;
        TextTable table = new("PARAMETER", ">VALUE", ">FROM", ">TO", "MEANING");
        table.Add("gamma", Rate(curve.Gamma), Rate(estimate.Gamma.Low), Rate(estimate.Gamma.High), "one request at a time");
        table.Add("alpha", Share(curve.Alpha), Share(estimate.Alpha.Low), Share(estimate.Alpha.High), "contention: the part that only one can do at a time");
        table.Add("beta", Share(curve.Beta), Share(estimate.Beta.Low), Share(estimate.Beta.High), "coherence: what each costs all others");
        table.Add("N*", Peak(curve.PeakConcurrency, estimate), Peak(estimate.PeakConcurrency.Low, estimate), Peak(estimate.PeakConcurrency.High, estimate), "requests at once; beyond it the server gets slower");
        table.Add("knee", Count(estimate.KneeConcurrency), "", "", "requests at once; beyond it more of them buy little");
        table.Add("maximum", Rate(estimate.MaximumThroughput), Rate(estimate.Maximum.Low), Rate(estimate.Maximum.High), "from one server");
        text.Append(table);
        if (estimate.IsPeakBeyondData)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"  The peak is not in sight: the maximum is what the curve gives at {Count(estimate.ConcurrencyBelieved)} at once, twice the highest that was measured. Measure higher.\n");
        }
    }

    private static void AppendServers(StringBuilder text, CapacityPlan plan, DateTimeOffset now)
    {
        string failing = plan.OneMayFail ? ", one server may be missing" : "";
        text.Append(CultureInfo.InvariantCulture, $"\nWith {100 * plan.Headroom:0.#} % headroom a server is given {Rate(plan.UsablePerServer)}{failing}:\n");
        TextTable table = new("ON", ">LOAD", ">SERVERS", ">FROM", ">TO");
        foreach (double months in plan.GrowthPerMonth == 0 ? MonthsAhead.Take(1) : MonthsAhead)
        {
            double load = plan.LoadAfter(months);
            (int fewest, int most) = plan.ServersRangeFor(load);
            table.Add(Date(now, months), Rate(load), Count(plan.ServersFor(load)), Count(fewest), Count(most));
        }

        text.Append(table);
    }

    private static void AppendEnd(StringBuilder text, CapacityPlan plan, int servers, DateTimeOffset now)
    {
        string those = string.Create(CultureInfo.InvariantCulture, $"\n{servers} server{(servers == 1 ? "" : "s")} carry {Rate(plan.CarriedBy(servers))}");
        (double? earliest, double? latest) = plan.MonthsRangeUntilFull(servers);
        text.Append(plan.MonthsUntilFull(servers) switch
        {
            0 => $"{those}: too few for {Rate(plan.Load)} already.\n",
            null => $"{those}: enough for {Rate(plan.Load)}{(plan.GrowthPerMonth > 0 ? ", full in more than ten years" : "")}.\n",
            { } months => string.Create(CultureInfo.InvariantCulture, $"{those}: full in {months:0.0} months, on {Date(now, months)} (from {Date(now, earliest)} to {Date(now, latest)}).\n"),
        });
    }

    private static string Date(DateTimeOffset now, double? months) =>
        months is { } known ? CapacityPlan.DateAfter(now, known).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "later than in ten years";

    private static string Rate(double value) => $"{Significant(value)}/s";

    // So far beyond the data a peak is a rounding error of a coherence of 0.
    private static string Peak(double concurrency, ScalabilityEstimate estimate) => concurrency <= 10 * estimate.ConcurrencyBelieved ? Count(concurrency) : "none";

    private static string Count(double value) => Significant(value);

    // Three figures and a bit: more would promise what no measurement keeps.
    private static string Significant(double value) => value.ToString(value >= 1000 ? "#,0" : value >= 100 ? "0" : value >= 10 ? "0.#" : "0.##", CultureInfo.InvariantCulture);

    private static string Share(double value) => value.ToString("0.0#####", CultureInfo.InvariantCulture);
}
