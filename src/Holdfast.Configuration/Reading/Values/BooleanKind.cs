using System.Text.Json;

namespace Holdfast.Configuration.Reading.Values;

internal sealed class BooleanKind : ScalarKind<bool>
{
    public override string TypeName => "true or false";

    public override string Example => "true";

    protected override bool Fallback => false;

    public override string Format(object? value) => value is true ? "true" : "false";

    protected override (string Problem, string Remedy)? Parse(string text, out bool value)
    {
        value = text == "true";
        return text switch
        {
            "true" or "false" => null,
            "yes" or "Yes" or "YES" or "on" or "On" or "ON" or "True" or "TRUE" or "1" => ("is not true or false", "Write true."),
            "no" or "No" or "NO" or "off" or "Off" or "OFF" or "False" or "FALSE" or "0" => ("is not true or false", "Write false."),
            _ => ("is not true or false", "Write true or false."),
        };
    }

    protected override void WriteWrittenSchema(Utf8JsonWriter writer) => writer.WriteString("type", "boolean");
}
