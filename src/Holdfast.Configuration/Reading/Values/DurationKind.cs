using System.Text.Json;

namespace Holdfast.Configuration.Reading.Values;

/// <param name="mayBeZero">Where 0 has a meaning of its own ("no bound", "at once"); it needs no unit then.</param>
internal sealed class DurationKind(TimeSpan minimum, TimeSpan maximum, bool mayBeZero = false) : ScalarKind<TimeSpan>
{
    public override string TypeName => "a duration";

    public override string Example => DurationText.Format(TimeSpan.FromTicks(Math.Clamp(TimeSpan.FromSeconds(10).Ticks, minimum.Ticks, maximum.Ticks)));

    public override string Bound => (mayBeZero ? "0, or " : "") + $"{DurationText.Format(minimum)} to {DurationText.Format(maximum)}";

    protected override TimeSpan Fallback => minimum;

    public override string Format(object? value) => value is TimeSpan duration ? DurationText.Format(duration) : "none";

    protected override (string Problem, string Remedy)? Parse(string text, out TimeSpan value)
    {
        if (DurationText.Parse(text, out value) is { } problem)
        {
            return problem;
        }

        bool isInside = value == TimeSpan.Zero ? mayBeZero : value >= minimum && value <= maximum;
        return isInside ? null : ("is out of range", $"Write a duration: {Bound}.");
    }

    protected override void WriteWrittenSchema(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("type");
        writer.WriteStringValue("string");
        if (mayBeZero)
        {
            writer.WriteStringValue("integer");
        }

        writer.WriteEndArray();
        writer.WriteString("pattern", mayBeZero ? DurationText.Pattern.Replace("^(", "^(?:0|(", StringComparison.Ordinal).Replace("$", ")$", StringComparison.Ordinal) : DurationText.Pattern);
        writer.WriteNumber("minLength", mayBeZero ? 1 : 2);
        if (mayBeZero)
        {
            writer.WriteNumber("maximum", 0);
            writer.WriteNumber("minimum", 0);
        }
    }
}
