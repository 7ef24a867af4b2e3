using System.Text.Json;

namespace Holdfast.Drills.Running;

/// <summary>Why a running gateway did not take a configuration, as its answer says it.</summary>
internal static class ReloadRefusal
{
    private const int SaidMaximum = 200;

    /// <summary>The first error of Holdfast's answer; of any other all of it. Never empty.</summary>
    public static string InOneLine(string body)
    {
        string said = string.Join(" ", (FirstError(body) ?? body).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return said.Length == 0 ? "it does not say why" : said.Length > SaidMaximum ? said[..SaidMaximum] : said;
    }

    private static string? FirstError(string body)
    {
        try
        {
            using JsonDocument answer = JsonDocument.Parse(body);
            if (answer.RootElement.ValueKind != JsonValueKind.Object)
            {
                return null;
            }

            JsonElement[] findings = answer.RootElement.TryGetProperty("findings", out JsonElement all) && all.ValueKind == JsonValueKind.Array ? [.. all.EnumerateArray()] : [];
            // A warning before it refuses nothing.
            return findings.Where(IsError).Concat(findings).Select(static finding => Text(finding, "message")).FirstOrDefault() ?? Text(answer.RootElement, "detail");
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsError(JsonElement finding) => Text(finding, "severity") == "error";

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
