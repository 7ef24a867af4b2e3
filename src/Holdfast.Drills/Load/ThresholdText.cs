using System.Globalization;
using Holdfast.Configuration.Reading;
using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Drills.Load;

/// <summary>
/// Conditions as people write them: p99&lt;200ms, service-p99&lt;50ms, goodput>95%, errors&lt;0.1%, shed&lt;5%, rate>400/s; with a class in front
/// checkout:p99&lt;200ms. Several are separated by commas. An abort rule adds how long: errors>50% for 5s.
/// </summary>
public static class ThresholdText
{
    public const string Example = "p99<200ms,goodput>95%";
    public const string AbortExample = "errors>50% for 5s";

    private const string ServicePrefix = "service-";
    private const string For = " for ";
    private static readonly string[] Measures = ["p50", "p90", "p99", "p99.9", "max", "service-p99", "goodput", "errors", "shed", "rate"];
    private static readonly TimeSpan AbortAfter = TimeSpan.FromSeconds(5);

    /// <summary>Null when it worked; else what is wrong, to be read after the quoted value, and the remedy.</summary>
    public static (string Problem, string Remedy)? ParseList(string text, out IReadOnlyList<LoadThreshold> thresholds)
    {
        List<LoadThreshold> read = [];
        thresholds = read;
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (Parse(part, out LoadThreshold? threshold) is { } wrong)
            {
                return wrong;
            }

            read.Add(threshold!);
        }

        return null;
    }

    public static (string Problem, string Remedy)? ParseAbort(string text, out LoadAbortRule? rule)
    {
        rule = null;
        int at = text.IndexOf(For, StringComparison.Ordinal);
        TimeSpan duration = AbortAfter;
        if (at >= 0 && DurationText.Parse(text[(at + For.Length)..].Trim(), out duration) is { } wrongDuration)
        {
            return wrongDuration;
        }

        (string Problem, string Remedy)? wrong = Parse((at < 0 ? text : text[..at]).Trim(), out LoadThreshold? condition);
        rule = wrong is null ? new LoadAbortRule(condition!, duration) : null;
        return wrong;
    }

    public static (string Problem, string Remedy)? Parse(string text, out LoadThreshold? threshold)
    {
        threshold = null;
        int side = text.AsSpan().IndexOfAny('<', '>');
        if (side <= 0 || side == text.Length - 1 || text[side + 1] == '=')
        {
            return ("is not a condition", "Write a measure, < or >, and a bound: p99<200ms or goodput>95%.");
        }

        string subject = text[..side].Trim();
        int colon = subject.LastIndexOf(':');
        string measureText = subject[(colon + 1)..];
        if (!TryMeasure(measureText, out LoadMeasure measure, out double percentile))
        {
            string question = DidYouMean.Question(measureText, Measures);
            return ("is about something unknown", question.Length > 0 ? question : $"Known: {string.Join(", ", Measures)}.");
        }

        string boundText = text[(side + 1)..].Trim();
        if (!TryBound(boundText, measure, out double bound))
        {
            return ("has a bound of the wrong unit", $"Write for example {measureText}{text[side]}{ExampleBound(measure)}.");
        }

        threshold = new LoadThreshold(colon < 0 ? "" : subject[..colon], measure, percentile, text[side] == '<', bound);
        return null;
    }

    public static string Format(LoadThreshold threshold)
    {
        string prefix = threshold.Class.Length == 0 ? "" : $"{threshold.Class}:";
        string side = threshold.IsUpper ? "<" : ">";
        return string.Create(CultureInfo.InvariantCulture, $"{prefix}{MeasureName(threshold)}{side}{threshold.Bound:0.###}{Unit(threshold.Measure)}");
    }

    public static string Format(LoadAbortRule rule) => $"{Format(rule.Condition)}{For}{DurationText.Format(rule.For)}";

    public static string Unit(LoadMeasure measure) => measure switch
    {
        LoadMeasure.ResponsePercentile or LoadMeasure.ServicePercentile => "ms",
        LoadMeasure.Rate => "/s",
        _ => "%",
    };

    private static string MeasureName(LoadThreshold threshold) => threshold.Measure switch
    {
        LoadMeasure.ResponsePercentile => PercentileName(threshold.Percentile),
        LoadMeasure.ServicePercentile => ServicePrefix + PercentileName(threshold.Percentile),
        LoadMeasure.Goodput => "goodput",
        LoadMeasure.Errors => "errors",
        LoadMeasure.Shed => "shed",
        _ => "rate",
    };

    private static string PercentileName(double percentile) =>
        percentile >= 100 ? "max" : string.Create(CultureInfo.InvariantCulture, $"p{percentile:0.####}");

    private static bool TryMeasure(string text, out LoadMeasure measure, out double percentile)
    {
        percentile = 0;
        bool isService = text.StartsWith(ServicePrefix, StringComparison.Ordinal);
        string name = isService ? text[ServicePrefix.Length..] : text;
        if (TryPercentile(name, out percentile))
        {
            measure = isService ? LoadMeasure.ServicePercentile : LoadMeasure.ResponsePercentile;
            return true;
        }

        LoadMeasure? found = text switch { "goodput" => LoadMeasure.Goodput, "errors" => LoadMeasure.Errors, "shed" => LoadMeasure.Shed, "rate" => LoadMeasure.Rate, _ => null };
        measure = found ?? LoadMeasure.Goodput;
        return found is not null;
    }

    private static bool TryPercentile(string name, out double percentile)
    {
        percentile = name == "max" ? 100 : 0;
        return name == "max"
            || (name.StartsWith('p') && double.TryParse(name.AsSpan(1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out percentile) && percentile is > 0 and <= 100);
    }

    private static bool TryBound(string text, LoadMeasure measure, out double bound)
    {
        bound = 0;
        switch (Unit(measure))
        {
            case "ms":
                bool understood = DurationText.Parse(text, out TimeSpan duration) is null;
                bound = duration.TotalMilliseconds;
                return understood;
            case "%":
                return text.EndsWith('%') && TryNumber(text[..^1].TrimEnd(), out bound) && bound <= 100;
            default:
                return text.EndsWith("/s", StringComparison.Ordinal) && TryNumber(text[..^2], out bound);
        }
    }

    private static string ExampleBound(LoadMeasure measure) => Unit(measure) switch { "ms" => "200ms", "%" => "5%", _ => "400/s" };

    private static bool TryNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
}
