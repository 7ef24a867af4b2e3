using System.Text.Json;

namespace Holdfast.Drills.Running;

/// <summary>What GET /state of an origin's control address says that a drill uses; counters since its process started.</summary>
public readonly record struct OriginState(long Admitted, long InFlight, long PeakInFlight, long Sessions, long LostSessions, long Deaths)
{
    /// <summary>Who answers there; 0 when it does not say.</summary>
    public int Pid { get; init; }

    public static OriginState? Parse(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            JsonElement root = document.RootElement;
            return new OriginState(Number(root, "admitted"), Number(root, "inFlight"), Number(root, "peakInFlight"), Number(root, "sessions"), Number(root, "lostSessions"), Number(root, "deaths"))
            {
                Pid = (int)Number(root, "pid"),
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static long Number(JsonElement root, string name) => root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? value.GetInt64() : 0;
}
