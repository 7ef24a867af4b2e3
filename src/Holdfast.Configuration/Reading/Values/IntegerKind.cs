using System.Globalization;
using System.Text.Json;

namespace Holdfast.Configuration.Reading.Values;

internal sealed class IntegerKind(int minimum, int maximum) : ScalarKind<int>
{
    public override string TypeName => "a whole number";

    public override string Example => Format(Math.Clamp(100, minimum, maximum));

    public override string Bound => string.Create(CultureInfo.InvariantCulture, $"{minimum} to {maximum}");

    protected override int Fallback => minimum;

    public override string Format(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "none";

    protected override (string Problem, string Remedy)? Parse(string text, out int value)
    {
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value))
        {
            bool isWhole = text.Length > 0 && text.AsSpan().TrimStart("+-").IndexOfAnyExceptInRange('0', '9') < 0;
            return (isWhole ? "is out of range" : "is not a whole number", $"Write digits only, {Bound}.");
        }

        return value < minimum || value > maximum ? ("is out of range", $"Write a number from {Bound}.") : null;
    }

    protected override void WriteWrittenSchema(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "integer");
        writer.WriteNumber("minimum", minimum);
        writer.WriteNumber("maximum", maximum);
    }
}
