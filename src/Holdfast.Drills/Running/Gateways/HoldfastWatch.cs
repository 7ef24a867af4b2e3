using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Holdfast.Drills.Running;

/// <summary>
/// What GET /api/state says: servers that are out, pools that shed for want of capacity, clients that ask for most, what detection says; and from GET /api/diagnosis,
/// while something is suspected, which causes are ruled out and which server is blamed. Next: <see cref="DiagnosisNews"/>.
/// </summary>
internal sealed partial class HoldfastWatch(string admin) : IGatewayWatch
{
    private const string Service = "service";

    // Of what is asked of a pool: from there on metrics name a client, too; below it the order changes all the time.
    private const double LeastShare = 0.1;

    private readonly ConditionMemory memory = new(DiagnosisNews.Healthy);
    private ConditionMemory causes = new("possible");
    private readonly ConditionMemory blame = new(DiagnosisNews.Nobody);
    private readonly ConditionMemory clients = new(DiagnosisNews.Nobody);

    public async Task<IReadOnlyList<string>> LookAsync(CancellationToken cancellation)
    {
        if (await DrillHttp.TryGetAsync($"http://{admin}/api/state", cancellation).ConfigureAwait(false) is not { } text)
        {
            return [];
        }

        (string Subject, string Condition)[] conditions = [.. Conditions(text)];
        List<string> news = [.. memory.Compare(conditions), .. clients.Compare(BusiestClients(text))];
        if (!conditions.Any(static one => one is { Subject: DiagnosisNews.FirstCause, Condition: not DiagnosisNews.Healthy }))
        {
            // What was said of a trouble ends with it: of the next all is said anew.
            causes = new ConditionMemory("possible");
            return [.. news, .. blame.Compare([(DiagnosisNews.BlamedServer, DiagnosisNews.Nobody)])];
        }

        string? diagnosis = await DrillHttp.TryGetAsync($"http://{admin}/api/diagnosis", cancellation).ConfigureAwait(false);
        return diagnosis is null ? news : [.. news, .. blame.Compare([(DiagnosisNews.BlamedServer, Blamed(diagnosis))]), .. causes.Compare(CauseStates(diagnosis))];
    }

    public bool IsDetection(string sentence) => sentence.StartsWith(Service + " is ", StringComparison.Ordinal) && !sentence.EndsWith(DiagnosisNews.Healthy, StringComparison.Ordinal);

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
            yield return ($"cause {cause.GetProperty("name").GetString()}", isRuledOut ? DiagnosisNews.RuledOut : "possible");
        }
    }

    /// <summary>The server that the claim of the first cause names; nobody where it names a pool or clients.</summary>
    internal static string Blamed(string diagnosis)
    {
        using JsonDocument document = JsonDocument.Parse(diagnosis);
        JsonElement ranking = document.RootElement.GetProperty("ranking");
        string? claim = ranking.GetArrayLength() > 0 && ranking[0].TryGetProperty("claim", out JsonElement said) ? said.GetString() : null;
        return claim is not null && ServerOfClaim().Match(claim) is { Success: true } match ? match.Groups["name"].Value : DiagnosisNews.Nobody;
    }

    internal static IEnumerable<(string Subject, string Condition)> BusiestClients(string state)
    {
        using JsonDocument document = JsonDocument.Parse(state);
        foreach (JsonElement pool in document.RootElement.GetProperty("pools").EnumerateArray())
        {
            IEnumerable<string> named = pool.TryGetProperty("clients", out JsonElement clients)
                ? clients.EnumerateArray().Where(static client => client.GetProperty("share").GetDouble() >= LeastShare).Select(static client => client.GetProperty("client").GetString()!)
                : [];
            yield return (DiagnosisNews.BusiestClients + pool.GetProperty("name").GetString(), DiagnosisNews.ClientList(named));
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
            yield return (Service, said == "normal" ? DiagnosisNews.Healthy : said);
            yield return (DiagnosisNews.FirstCause, detection.TryGetProperty("first", out JsonElement first) ? first.GetString()! : DiagnosisNews.Healthy);
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

    // As every cause names one: "server b of pool shop is dead or sick".
    [GeneratedRegex(@"\bserver (?<name>\S+) of pool ", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ServerOfClaim();
}
