using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Holdfast.Configuration.Keys;
using Holdfast.Configuration.Reading.Values;
using Holdfast.Foundation;

namespace Holdfast.Configuration;

/// <summary>
/// A configuration as YAML with all defaults filled in, for people to compare: made of the same tables as the reader, which reads it
/// again to the same configuration but for the secrets, which are left out or replaced.
/// </summary>
public static class ConfigWriter
{
    public static string Write(GatewayConfig config)
    {
        StringBuilder text = new();
        WriteRecord(text, GatewayKeys.Keys, config, indent: 0);
        return text.ToString();
    }

    private static void WriteRecord(StringBuilder text, RecordKeys keys, object record, int indent)
    {
        foreach (ConfigKey key in keys.All)
        {
            if (key.Kind is not { } kind || key.ValueOfRecord(record) is not { } value)
            {
                continue;
            }

            text.Append(' ', indent).Append(key.Name).Append(':');
            if (key.IsSecret)
            {
                text.Append(kind.PathSuffix.StartsWith('[') ? " []  # not shown\n" : " {}  # not shown\n");
            }
            else
            {
                WriteValue(text, kind, value, indent);
            }
        }
    }

    /// <summary>Behind "key:"; ends the line.</summary>
    private static void WriteValue(StringBuilder text, ValueKind kind, object value, int indent)
    {
        if (kind.Item is null && kind.Record is { } keys)
        {
            text.Append('\n');
            WriteRecord(text, keys, value, indent + 2);
        }
        else if (kind.Item is { } item)
        {
            WriteParts(text, kind, item, value, indent);
        }
        else
        {
            text.Append(' ').Append(Scalar(kind, value)).Append('\n');
        }
    }

    private static void WriteParts(StringBuilder text, ValueKind kind, ValueKind item, object value, int indent)
    {
        (string? Name, object Value)[] parts = [.. kind.PartsOf(value)];
        if (parts.Length == 0)
        {
            text.Append(kind.PathSuffix.StartsWith('[') ? " []\n" : " {}\n");
            return;
        }

        text.Append('\n');
        foreach ((string? name, object part) in parts)
        {
            text.Append(' ', indent + 2).Append(name is null ? "-" : $"{Quote(name)}:");
            if (part is string && name is not null && CredentialNames.MayHold(name))
            {
                text.Append($" {Quote(CredentialNames.NotShown)}\n");
            }
            else
            {
                WriteValue(text, item, part, indent + 2);
            }
        }
    }

    private static string Scalar(ValueKind kind, object value) => value is string written
        ? Quote(written.Replace("${", "$${", StringComparison.Ordinal))
        : kind.Format(value);

    // A JSON string is a YAML string.
    private static string Quote(string value) => $"\"{JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
