using System.Text.Json;

namespace Holdfast.Agent.Reading;

/// <summary>What a disk says of itself, out of smartctl's JSON.</summary>
/// <param name="Passed">The disk's own verdict; null when it gives none.</param>
/// <param name="BadSectors">Sectors that were given up or cannot be read, or media errors; null where it does not say.</param>
/// <param name="WornShare">Of the endurance that the maker promises; may be above 1.</param>
/// <param name="SpareShare">Of the spare blocks that are left; null where it does not say.</param>
internal sealed record SmartState(string Device, string Model, bool? Passed, long? BadSectors, double? WornShare, double? SpareShare, double? SpareThreshold)
{
    // Reallocated, reported uncorrectable, pending, offline uncorrectable: the four that large studies found to come before failures.
    private static readonly int[] BadSectorAttributes = [5, 187, 197, 198];

    /// <summary>Null when it is not the output of a disk that answers.</summary>
    public static SmartState? Parse(string device, string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("model_name", out JsonElement model))
            {
                return null;
            }

            bool? passed = Find(root, "smart_status", "passed") is { ValueKind: JsonValueKind.True or JsonValueKind.False } verdict ? verdict.GetBoolean() : null;
            JsonElement? nvme = Find(root, "nvme_smart_health_information_log");
            return new(
                device,
                model.GetString() ?? "",
                passed,
                nvme is { } log ? Whole(log, "media_errors") : BadSectorsOf(root),
                nvme is { } worn ? Whole(worn, "percentage_used") / 100.0 : null,
                nvme is { } spare ? Whole(spare, "available_spare") / 100.0 : null,
                nvme is { } threshold ? Whole(threshold, "available_spare_threshold") / 100.0 : null);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static long? BadSectorsOf(JsonElement root)
    {
        if (Find(root, "ata_smart_attributes", "table") is not { ValueKind: JsonValueKind.Array } table)
        {
            return null;
        }

        return table.EnumerateArray()
            .Where(row => Whole(row, "id") is { } id && BadSectorAttributes.Contains((int)id))
            .Sum(row => row.TryGetProperty("raw", out JsonElement raw) ? Whole(raw, "value") ?? 0 : 0);
    }

    private static JsonElement? Find(JsonElement from, params string[] path)
    {
        foreach (string name in path)
        {
            if (from.ValueKind != JsonValueKind.Object || !from.TryGetProperty(name, out from))
            {
                return null;
            }
        }

        return from;
    }

    private static long? Whole(JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number) ? number : null;
}
