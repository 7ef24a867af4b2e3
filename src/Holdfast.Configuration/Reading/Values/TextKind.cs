using System.Text.Json;

namespace Holdfast.Configuration.Reading.Values;

internal sealed class TextKind(string example, bool mayBeEmpty = false) : ScalarKind<string>
{
    public override string TypeName => "text";

    public override string Example { get; } = example;

    protected override string Fallback => "";

    public override string Format(object? value) => value is string { Length: > 0 } text ? text : "none";

    protected override (string Problem, string Remedy)? Parse(string text, out string value)
    {
        value = text;
        return text.Length == 0 && !mayBeEmpty ? ("is empty", $"Write for example {Example}, or remove the key.") : null;
    }

    protected override void WriteWrittenSchema(Utf8JsonWriter writer)
    {
        // YAML reads 123 and true as other types than text; both are accepted where text is meant.
        writer.WriteStartArray("type");
        writer.WriteStringValue("string");
        writer.WriteStringValue("number");
        writer.WriteStringValue("boolean");
        writer.WriteEndArray();
        if (!mayBeEmpty)
        {
            writer.WriteNumber("minLength", 1);
        }
    }
}
