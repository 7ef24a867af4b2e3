using System.Globalization;
using System.Text;
using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Drills.Load;

/// <summary>Rates as people write them: 500/s; 100..5000/60s, a ramp; 100/10s,500/10s, steps; each followed by more after a comma.</summary>
public static class RateText
{
    public const string Example = "500/s";

    /// <summary>More cannot be sent by one machine, and the sums stay exact.</summary>
    private const double Maximum = 10_000_000;

    private static readonly (string Problem, string Remedy) NotARate =
        ("is not a rate", "Write 500/s, 30/m, a ramp 100..5000/60s, or steps 100/10s,500/10s.");

    /// <summary>Null when it worked; else what is wrong, to be read after the quoted value, and the remedy.</summary>
    public static (string Problem, string Remedy)? Parse(string text, out RateCurve curve)
    {
        curve = RateCurve.Constant(0);
        List<RateStep> steps = [];
        double? final = null;
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (final is not null)
            {
                return ("goes on after a rate without an end", "Give every part but the last a length: 100/10s,500/s.");
            }

            if (ParsePart(part, steps, out final) is { } wrong)
            {
                return wrong;
            }
        }

        curve = new RateCurve(steps, final ?? steps[^1].To);
        return curve.Peak > 0 ? null : ("never sends anything", "Write a rate above zero somewhere.");
    }

    public static string Format(RateCurve curve)
    {
        StringBuilder text = new();
        foreach (RateStep step in curve.Steps)
        {
            string ramp = step.From.Equals(step.To) ? "" : string.Create(CultureInfo.InvariantCulture, $"..{step.To:0.###}");
            text.Append(CultureInfo.InvariantCulture, $"{step.From:0.###}{ramp}/{DurationText.Format(step.Duration)}, ");
        }

        bool saysMore = curve.Steps.Count == 0 || !curve.Final.Equals(curve.Steps[^1].To);
        return saysMore ? text.Append(CultureInfo.InvariantCulture, $"{curve.Final:0.###}/s").ToString() : text.ToString(0, text.Length - 2);
    }

    /// <param name="final">Not null for a rate without an end.</param>
    private static (string Problem, string Remedy)? ParsePart(string part, List<RateStep> steps, out double? final)
    {
        final = null;
        int slash = part.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            return TryNumber(part, out _) ? ("is a rate without a unit", $"Write {part}/s for requests per second.") : NotARate;
        }

        string[] ends = part[..slash].Split("..");
        string unit = part[(slash + 1)..];
        if (ends.Length > 2 || !TryNumber(ends[0], out double from) || !TryNumber(ends[^1], out double to))
        {
            return NotARate;
        }

        double secondsPerUnit = unit switch { "s" => 1, "m" => 60, "h" => 3600, _ => 0 };
        if (secondsPerUnit > 0)
        {
            final = to / secondsPerUnit;
            return ends.Length == 1 ? null : ("is a ramp without a length", $"Write for example {part[..slash]}/60s.");
        }

        if (DurationText.Parse(unit, out TimeSpan duration) is not null || duration <= TimeSpan.Zero)
        {
            return NotARate;
        }

        steps.Add(new RateStep(from, to, duration));
        return null;
    }

    private static bool TryNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number) && number <= Maximum;
}
