using System.Text.Json;

namespace Holdfast.Drills;

/// <summary>A JSON object of names and simple values; each value as the text that the command line would have.</summary>
internal sealed class ControlBody
{
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Values => values;

    public string? Wrong { get; private set; }

    public static ControlBody Read(ReadOnlySpan<byte> bytes)
    {
        ControlBody body = new();
        if (bytes.IsEmpty)
        {
            return body;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes.ToArray());
            body.Wrong = document.RootElement.ValueKind == JsonValueKind.Object ? body.Take(document.RootElement) : "the body is not a JSON object; write for example {\"workers\":4}";
        }
        catch (JsonException exception)
        {
            body.Wrong = $"the body is not JSON: {exception.Message}";
        }

        return body;
    }

    /// <summary>Null when the value is a duration or absent.</summary>
    public string? Duration(string name, out TimeSpan? value)
    {
        value = null;
        if (values.TryGetValue(name, out string? text))
        {
            return BehaviourText.DurationOrNone(text, out value) is { } wrong ? $"{name}: {wrong}" : null;
        }

        return values.Keys.FirstOrDefault() is { } other ? $"unknown '{other}'; known is '{name}', a duration such as 10s" : null;
    }

    private string? Take(JsonElement root)
    {
        foreach (JsonProperty property in root.EnumerateObject())
        {
            if (property.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
            {
                return $"{property.Name}: write a text or a number";
            }

            values[property.Name] = property.Value.ValueKind switch
            {
                JsonValueKind.String => property.Value.GetString()!,
                JsonValueKind.Null => "none",
                _ => property.Value.GetRawText(),
            };
        }

        return null;
    }
}
