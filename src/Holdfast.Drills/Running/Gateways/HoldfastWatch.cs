using System.Globalization;
using System.Text.Json;

namespace Holdfast.Drills.Running;

/// <summary>
/// What GET /api/state says: servers that are out, pools that shed for want of capacity, what detection says; and from GET /api/diagnosis,
/// while something is suspected, which causes are ruled out.
/// </summary>
internal sealed class HoldfastWatch(string admin) : IGatewayWatch
{
    private readonly ConditionMemory memory = new("healthy");
    private readonly ConditionMemory causes = new("possible");

    public async Task<IReadOnlyList<string>> LookAsync(CancellationToken cancellation)
    {
        if (await DrillHttp.TryGetAsync($"http://{admin}/api/state", cancellation).ConfigureAwait(false) is not { } text)
        {
            return [];
        }

        (string Subject, string Condition)[] conditions = [.. Conditions(text)];
        bool isSuspicious = conditions.Any(static one => one is { Subject: "first cause", Condition: not "healthy" });
        string? diagnosis = isSuspicious ? await DrillHttp.TryGetAsync($"http://{admin}/api/diagnosis", cancellation).ConfigureAwait(false) : null;
        return [.. memory.Compare(conditions), .. diagnosis is null ? [] : causes.Compare(CauseStates(diagnosis))];
    }

    public async Task<IReadOnlyDictionary<string, double>> CountersAsync(CancellationToken cancellation) =>
        await DrillHttp.TryGetAsync($"http://{admin}/metrics", cancellation).ConfigureAwait(false) is { } text ? Counters(text) : new Dictionary<string, double>(StringComparer.Ordinal);

    /// <summary>Prometheus text: samples that differ in labels only are added up.</summary>
    internal static IReadOnlyDictionary<string, double> Counters(string metrics)
    {
        Dictionary<string, double> sums = new(StringComparer.Ordinal);
        foreach (string line in metrics.Split('\n').Where(static line => line.Length > 0 && line[0] != '#'))
        {
            string name = line[..line.IndexOfAny(['{', ' '])];
            if (name.EndsWith("_total", StringComparison.Ordinal) && double.TryParse(line[(line.LastIndexOf(' ') + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
            {
                sums[name] = sums.GetValueOrDefault(name) + value;
            }
        }

        return sums;
    }

    internal static IEnumerable<(string Subject, string Condition)> CauseStates(string diagnosis)
    {
        using JsonDocument document = JsonDocument.Parse(diagnosis);
        foreach (JsonElement cause in document.RootElement.GetProperty("ranking").EnumerateArray())
        {
            bool isRuledOut = cause.TryGetProperty("ruledOutAt", out JsonElement at) && at.ValueKind == JsonValueKind.String;
            yield return ($"cause {cause.GetProperty("name").GetString()}", isRuledOut ? "ruled out" : "possible");
        }
    }

    internal static IEnumerable<(string Subject, string Condition)> Conditions(string state)
    {
        using JsonDocument document = JsonDocument.Parse(state);
        HashSet<string?> sheds = [.. document.RootElement.GetProperty("troubles").EnumerateArray()
            .Where(static trouble => trouble.GetProperty("kind").GetString() == "shedding")
            .Select(static trouble => trouble.GetProperty("pool").GetString())];
        if (document.RootElement.TryGetProperty("detection", out JsonElement detection))
        {
            string said = detection.GetProperty("state").GetString()!;
            yield return ("service", said == "normal" ? "healthy" : said);
            yield return ("first cause", detection.TryGetProperty("first", out JsonElement first) ? first.GetString()! : "healthy");
        }

        foreach (JsonElement pool in document.RootElement.GetProperty("pools").EnumerateArray())
        {
            string name = pool.GetProperty("name").GetString()!;
            yield return ($"pool {name}", sheds.Contains(name) ? "shedding" : "healthy");
            foreach (JsonElement server in pool.GetProperty("servers").EnumerateArray())
            {
                yield return (server.GetProperty("name").GetString()!, server.GetProperty("health").GetString()!);
            }
        }
    }
}
