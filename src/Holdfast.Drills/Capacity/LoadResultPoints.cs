using System.Text.Json;

namespace Holdfast.Drills;

/// <summary>Results in JSON, one level each, to measured points. What another tool measured can be written as {"concurrency": 16, "throughput": 1020.5}.</summary>
public static class LoadResultPoints
{
    /// <param name="text">Of the file with that path; its exceptions go to the caller.</param>
    public static (IReadOnlyList<MeasuredPoint> Points, IReadOnlyList<string> Findings) Read(IReadOnlyList<string> paths, Func<string, string> text)
    {
        var points = new List<MeasuredPoint>();
        var findings = new List<string>();
        foreach (string path in paths)
        {
            if (ReadOne(text(path), out MeasuredPoint point) is { } wrong)
            {
                findings.Add($"{path}{wrong}");
            }
            else
            {
                points.Add(point);
            }
        }

        return (points, findings);
    }

    private static string? ReadOne(string text, out MeasuredPoint point)
    {
        point = default;
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return ReadPoint(document.RootElement, out point);
        }
        catch (JsonException wrong)
        {
            return $":{(wrong.LineNumber ?? 0) + 1}: is not JSON. Give files that holdfast load --json has written";
        }
    }

    private static string? ReadPoint(JsonElement root, out MeasuredPoint point)
    {
        point = default;
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("clientLimited", out JsonElement limited) && limited.ValueKind == JsonValueKind.True)
        {
            return ": the generator was the limit, so it says nothing about the server. Leave it out or measure it again";
        }

        if ((Number(root, "throughput") ?? Number(root, "achievedPerSecond")) is not { } throughput || (Number(root, "concurrency") ?? InService(root, throughput)) is not { } concurrency)
        {
            return ": has neither concurrency and throughput nor what holdfast load --json writes";
        }

        point = new MeasuredPoint(concurrency, throughput);
        return throughput > 0 && concurrency > 0 ? null : ": shows no answered requests, so it says nothing about the server";
    }

    /// <summary>Little's law: in service at once are as many as come in the time that each of them takes.</summary>
    private static double? InService(JsonElement root, double throughput) =>
        root.TryGetProperty("total", out JsonElement total) && total.ValueKind == JsonValueKind.Object && total.TryGetProperty("serviceMilliseconds", out JsonElement service)
            ? throughput * Number(service, "mean") / 1000
            : null;

    private static double? Number(JsonElement root, string name) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}
