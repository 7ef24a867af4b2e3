using System.Globalization;
using System.Text.Json;

namespace Holdfast.Configuration.Reading.Values;

/// <summary>A part of a whole: 0 to 1.</summary>
internal sealed class ShareKind : ScalarKind<double>
{
    private const string Remedy = "Write a number from 0 to 1: 0.001 is one in a thousand.";

    public override string TypeName => "a share";

    public override string Example => "0.001";

    public override string Bound => "0 to 1";

    protected override double Fallback => 0;

    public override string Format(object? value) => value is double share ? share.ToString("0.#########", CultureInfo.InvariantCulture) : "none";

    protected override (string Problem, string Remedy)? Parse(string text, out double value)
    {
        value = 0;
        if (!NumberText.TryRead(text, out int length, out decimal number) || length != text.Length)
        {
            return ("is not a share", Remedy);
        }

        value = (double)number;
        return number <= 1 ? null : ("is out of range", Remedy);
    }

    protected override void WriteWrittenSchema(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "number");
        writer.WriteNumber("minimum", 0);
        writer.WriteNumber("maximum", 1);
    }
}
