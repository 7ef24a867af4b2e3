using System.Globalization;
using System.Text.Json;

namespace Holdfast.Configuration.Reading.Values;

/// <summary>Whole percent of something, with its sign: "40%".</summary>
internal sealed class PercentKind : ScalarKind<int>
{
    private const string Remedy = "Write a whole number from 1 to 100 and %: 40%.";

    public override string TypeName => "a percentage";

    public override string Example => "40%";

    public override string Bound => "1% to 100%";

    protected override int Fallback => 0;

    public override string Format(object? value) => value is int percent and > 0 ? string.Create(CultureInfo.InvariantCulture, $"{percent}%") : "none";

    protected override (string Problem, string Remedy)? Parse(string text, out int value)
    {
        value = 0;
        if (!text.EndsWith('%'))
        {
            return (NumberText.TryRead(text, out int length, out _) && length == text.Length ? "has no %" : "is not a percentage", Remedy);
        }

        if (!int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out value))
        {
            return ("is not a whole percentage", Remedy);
        }

        return value is >= 1 and <= 100 ? null : ("is out of range", Remedy);
    }

    protected override void WriteWrittenSchema(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "string");
        writer.WriteString("pattern", "^([1-9][0-9]?|100)%$");
    }
}
