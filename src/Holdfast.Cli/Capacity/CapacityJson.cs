using System.Text.Json;
using Holdfast.Drills;

namespace Holdfast.Cli;

/// <summary>The answer of `holdfast capacity` for programs; what is infinite or not foreseeable is null.</summary>
internal static class CapacityJson
{
    public static void Write(Utf8JsonWriter writer, ScalabilityEstimate estimate, IReadOnlyList<MeasuredPoint> points, CapacityQuestion question, DateTimeOffset now)
    {
        writer.WriteNumber("points", points.Count);
        writer.WriteNumber("levels", estimate.Levels);
        writer.WriteNumber("rSquared", estimate.RSquared);
        writer.WriteNumber("relativeError", estimate.RelativeError);
        writer.WriteNumber("confidence", ScalabilityFit.Confidence);
        writer.WriteNumber("seed", question.Seed);
        WriteValue(writer, "gamma", estimate.Curve.Gamma, estimate.Gamma);
        WriteValue(writer, "alpha", estimate.Curve.Alpha, estimate.Alpha);
        WriteValue(writer, "beta", estimate.Curve.Beta, estimate.Beta);
        WriteValue(writer, "peakConcurrency", estimate.Curve.PeakConcurrency, estimate.PeakConcurrency);
        WriteNumber(writer, "kneeConcurrency", estimate.KneeConcurrency);
        WriteValue(writer, "maximumPerSecond", estimate.MaximumThroughput, estimate.Maximum);
        writer.WriteBoolean("peakIsBeyondTheData", estimate.IsPeakBeyondData);
        if (question.PlanFor(estimate) is { } plan)
        {
            WritePlan(writer, plan, question.Servers ?? plan.ServersFor(plan.Load), now);
        }
    }

    public static void WriteRefusal(Utf8JsonWriter writer, ScalabilityEstimate estimate)
    {
        writer.WriteString("refused", Words.Of(estimate.Refusal));
        writer.WriteString("reason", CapacityRefusal.Sentence(estimate));
    }

    private static void WritePlan(Utf8JsonWriter writer, CapacityPlan plan, int servers, DateTimeOffset now)
    {
        (int fewest, int most) = plan.ServersRangeFor(plan.Load);
        (double? earliest, double? latest) = plan.MonthsRangeUntilFull(servers);
        writer.WriteStartObject("plan");
        writer.WriteNumber("loadPerSecond", plan.Load);
        writer.WriteNumber("growthPerMonth", plan.GrowthPerMonth);
        writer.WriteNumber("headroom", plan.Headroom);
        writer.WriteBoolean("oneMayFail", plan.OneMayFail);
        writer.WriteNumber("usablePerServer", plan.UsablePerServer);
        writer.WriteNumber("serversNeeded", plan.ServersFor(plan.Load));
        writer.WriteNumber("serversNeededFewest", fewest);
        writer.WriteNumber("serversNeededMost", most);
        writer.WriteNumber("servers", servers);
        writer.WriteNumber("carriedPerSecond", plan.CarriedBy(servers));
        WriteNumber(writer, "monthsUntilFull", plan.MonthsUntilFull(servers));
        WriteDate(writer, "fullOn", now, plan.MonthsUntilFull(servers));
        WriteDate(writer, "fullEarliest", now, earliest);
        WriteDate(writer, "fullLatest", now, latest);
        writer.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter writer, string name, double value, Interval interval)
    {
        writer.WriteStartObject(name);
        WriteNumber(writer, "value", value);
        WriteNumber(writer, "low", interval.Low);
        WriteNumber(writer, "high", interval.High);
        writer.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, double? value)
    {
        if (value is { } known && double.IsFinite(known))
        {
            writer.WriteNumber(name, known);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    private static void WriteDate(Utf8JsonWriter writer, string name, DateTimeOffset now, double? months)
    {
        if (months is { } known)
        {
            writer.WriteString(name, CapacityPlan.DateAfter(now, known).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
