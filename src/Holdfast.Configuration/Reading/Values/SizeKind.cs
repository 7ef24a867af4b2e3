using System.Text.Json;

namespace Holdfast.Configuration.Reading.Values;

/// <param name="mayBeZero">Where 0 has a meaning of its own ("no bound").</param>
/// <param name="perSecond">A rate: "/s" may follow.</param>
internal sealed class SizeKind(long minimum, long maximum, bool mayBeZero = false, bool perSecond = false) : ScalarKind<long>
{
    private const string PerSecond = "/s";

    public override string TypeName => perSecond ? "a data rate" : "a size";

    public override string Example => Format(Math.Clamp(1 << 20, minimum, maximum));

    public override string Bound => (mayBeZero ? "0, or " : "") + $"{Format(minimum)} to {Format(maximum)}";

    protected override long Fallback => minimum;

    public override string Format(object? value) => value is long size ? SizeText.Format(size) + (perSecond && size > 0 ? PerSecond : "") : "none";

    protected override (string Problem, string Remedy)? Parse(string text, out long value)
    {
        string size = perSecond && text.EndsWith(PerSecond, StringComparison.Ordinal) ? text[..^PerSecond.Length] : text;
        if (SizeText.Parse(size, out value) is { } problem)
        {
            return problem;
        }

        bool isInside = value == 0 ? mayBeZero : value >= minimum && value <= maximum;
        return isInside ? null : ("is out of range", $"Write {TypeName}: {Bound}.");
    }

    protected override void WriteWrittenSchema(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("type");
        writer.WriteStringValue("string");
        writer.WriteStringValue("integer");
        writer.WriteEndArray();
        writer.WriteString("pattern", perSecond ? SizeText.Pattern.Replace("$", "(/s)?$", StringComparison.Ordinal) : SizeText.Pattern);
        writer.WriteNumber("minimum", mayBeZero ? 0 : minimum);
        writer.WriteNumber("maximum", maximum);
    }
}
