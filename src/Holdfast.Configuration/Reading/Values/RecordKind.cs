using System.Text.Json;
using Holdfast.Configuration.Keys;
using Holdfast.Configuration.Reading.Nodes;

namespace Holdfast.Configuration.Reading.Values;

/// <summary>A mapping with known keys.</summary>
internal sealed class RecordKind<T>(RecordKeys<T> keys) : ValueKind<T>
    where T : class
{
    public override string TypeName => keys.Shorthand is { } shorthand ? $"a mapping, or the {shorthand} alone" : "a mapping";

    public override string Example => keys.Example;

    public override RecordKeys? Record => keys;

    public override string Format(object? value) => value is null ? "none" : "see its keys";

    public override bool TryRead(ConfigNode node, ConfigPath path, ReadContext context, out T value) =>
        keys.TryRead(node, path, context, this, out value);

    public override void WriteSchema(Utf8JsonWriter writer)
    {
        if (keys.Shorthand is not { } shorthand)
        {
            writer.WriteString("$ref", $"#/$defs/{keys.Title}");
            return;
        }

        writer.WriteStartArray("anyOf");
        writer.WriteStartObject();
        writer.WriteString("$ref", $"#/$defs/{keys.Title}");
        writer.WriteEndObject();
        writer.WriteStartObject();
        keys.All.First(key => key.Name == shorthand).Kind!.WriteSchema(writer);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }
}
