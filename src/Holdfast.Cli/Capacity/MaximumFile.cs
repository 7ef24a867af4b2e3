using System.Text.Json;

namespace Holdfast.Cli;

/// <summary>What `holdfast load --find-max --json FILE` has written, as far as it is compared.</summary>
/// <param name="IsLowerBound">The server can do at least this; how much more is not known.</param>
internal sealed record MaximumFile(string Objective, double Rate, double Low, double? High, bool IsLowerBound)
{
    /// <summary>Host and port that were asked; null in files of earlier programs.</summary>
    public string? Target { get; init; }

    /// <summary>Null with a problem, as a sentence without the file's name, when it is none.</summary>
    public static MaximumFile? Read(string text, out string? problem)
    {
        problem = null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            JsonElement root = document.RootElement;
            string end = root.GetProperty("end").GetString() ?? "";
            if (end is "nothing-sustained" or "contradictory")
            {
                problem = $"found no rate ({end}): repeat it on a quiet machine";
                return null;
            }

            JsonElement high = root.GetProperty("highPerSecond");
            return new MaximumFile(
                root.GetProperty("objective").GetString() ?? "",
                root.GetProperty("ratePerSecond").GetDouble(),
                root.GetProperty("lowPerSecond").GetDouble(),
                high.ValueKind == JsonValueKind.Number ? high.GetDouble() : null,
                end is "client-limited" or "maximum-reached")
            { Target = root.TryGetProperty("target", out JsonElement target) ? target.GetString() : null };
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            problem = "is no result of a search: write one with holdfast load URL --find-max --json FILE";
            return null;
        }
    }
}
