using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Holdfast.Configuration.Keys;
using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Configuration;

/// <summary>JSON Schema (draft 2020-12) of the configuration, for editors. Made of the same tables as the reader.</summary>
public static class ConfigSchema
{
    public static string Generate()
    {
        using var stream = new MemoryStream();
        var options = new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var writer = new Utf8JsonWriter(stream, options))
        {
            Write(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
        writer.WriteString("title", "Holdfast configuration");
        writer.WriteString("$ref", $"#/$defs/{GatewayKeys.Keys.Title}");
        writer.WriteStartObject("$defs");
        writer.WriteStartObject("variable");
        writer.WriteString("description", "A value with an environment variable: ${NAME} or ${NAME:-default}.");
        writer.WriteString("type", "string");
        writer.WriteString("pattern", @"\$\{[A-Za-z_][A-Za-z0-9_]*(:-[^}]*)?\}");
        writer.WriteEndObject();
        foreach (RecordKeys keys in KeyRegistry.All)
        {
            WriteRecord(writer, keys);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteRecord(Utf8JsonWriter writer, RecordKeys keys)
    {
        writer.WriteStartObject(keys.Title);
        writer.WriteString("description", keys.Meaning);
        writer.WriteString("type", "object");
        writer.WriteBoolean("additionalProperties", false);
        WriteRequired(writer, keys);
        writer.WriteStartObject("properties");
        foreach (ConfigKey key in keys.All)
        {
            if (key.Kind is { } kind)
            {
                WriteKey(writer, keys, key, kind);
            }
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteRequired(Utf8JsonWriter writer, RecordKeys keys)
    {
        if (!keys.All.Any(static key => key.IsRequired))
        {
            return;
        }

        writer.WriteStartArray("required");
        foreach (ConfigKey key in keys.All.Where(static key => key.IsRequired))
        {
            writer.WriteStringValue(key.Name);
        }

        writer.WriteEndArray();
    }

    private static void WriteKey(Utf8JsonWriter writer, RecordKeys keys, ConfigKey key, ValueKind kind)
    {
        string suffix = key.IsRequired || kind.Record is not null ? "" : $" Default: {keys.DefaultOf(key)}.";
        writer.WriteStartObject(key.Name);
        writer.WriteString("description", key.Meaning + suffix);
        kind.WriteSchema(writer);
        writer.WriteEndObject();
    }
}
