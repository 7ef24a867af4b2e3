using System.Text.Json;

namespace Holdfast.Drills.Running;

/// <summary>What GET /api/state says about the health of the servers.</summary>
internal sealed class HoldfastWatch(string admin) : IGatewayWatch
{
    private readonly ConditionMemory memory = new("healthy");

    public async Task<IReadOnlyList<string>> LookAsync(CancellationToken cancellation) =>
        await DrillHttp.TryGetAsync($"http://{admin}/api/state", cancellation).ConfigureAwait(false) is { } text ? memory.Compare(Conditions(text)) : [];

    internal static IEnumerable<(string Server, string Condition)> Conditions(string state)
    {
        using JsonDocument document = JsonDocument.Parse(state);
        foreach (JsonElement pool in document.RootElement.GetProperty("pools").EnumerateArray())
        {
            foreach (JsonElement server in pool.GetProperty("servers").EnumerateArray())
            {
                yield return (server.GetProperty("name").GetString()!, server.GetProperty("health").GetString()!);
            }
        }
    }
}
