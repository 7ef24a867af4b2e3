using System.Collections.Concurrent;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using Holdfast.Foundation;

namespace Holdfast.EndToEnd.Kills;

/// <summary>
/// People at work while the gateway dies again and again: they open incidents, acknowledge, note, take roles, resolve and add tasks by the
/// API. Each act carries a word of its own; that of one that was answered with 2xx has been promised. One thread of its own.
/// </summary>
internal sealed class Operators : IDisposable
{
    private const int OpenMaximum = 6;
    private const int LongestPauseMilliseconds = 40;

    // Nothing befalls that pool: what detection finds in the others is an incident of its own.
    private const string Elsewhere = "warehouse";

    private readonly HttpClient http;
    private readonly SeededRandom random;
    private readonly List<string> mine = [];
    private readonly Thread thread;
    private volatile bool stopping;

    public Operators(int adminPort, ulong seed)
    {
        http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(5), BaseAddress = new Uri($"http://127.0.0.1:{adminPort}/") };
        random = new SeededRandom(seed);
        thread = new Thread(Run) { IsBackground = true };
        thread.Start();
    }

    /// <summary>Words of what was answered with 2xx.</summary>
    public ConcurrentQueue<string> Promised { get; } = new();

    /// <summary>Answers that said of themselves that the disk does not have them.</summary>
    public int Undurable { get; private set; }

    public void Dispose()
    {
        stopping = true;
        thread.Join();
        http.Dispose();
    }

    private void Run()
    {
        while (!stopping)
        {
            Thread.Sleep(random.Next(LongestPauseMilliseconds));
            try
            {
                Act(Guid.NewGuid().ToString("N"));
            }
            catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException or IOException)
            {
                // Nobody has promised this one: it may be kept or lost.
            }
        }
    }

    private void Act(string word)
    {
        string which = mine.Count > 0 && random.Next(2) == 0 ? mine[random.Next(mine.Count)] : "latest";
        switch (random.Next(8))
        {
            case 0 or 1 when mine.Count < OpenMaximum:
                if (Post("api/incidents", word, new { title = $"outage {word}", pool = Elsewhere, @as = "anna" }) is { } opened)
                {
                    mine.Add(opened.GetProperty("id").GetInt64().ToString());
                }

                break;
            case 2:
                Post($"api/incidents/{which}/acknowledge", word, new { @as = word });
                break;
            case 3:
                Post($"api/incidents/{which}/roles", word, new { role = "scribe", person = word, @as = "ben" });
                break;
            case 4:
                Post("api/tasks", word, new { text = $"Set the limit of pool shop to 240, {word}", type = "prevent", owner = "shop team", @as = "carla" });
                break;
            case 5 when mine.Count > 0:
                Post($"api/incidents/{mine[0]}/resolve", word, new { text = $"mended, {word}", @as = "anna" });
                mine.RemoveAt(0);
                break;
            default:
                Post($"api/incidents/{which}/notes", word, new { text = $"looked at it: {word}", kind = "investigated", @as = "ben" });
                break;
        }
    }

    /// <summary>Null when it was refused: that was no promise.</summary>
    private JsonElement? Post(string path, string word, object wish)
    {
        using StringContent content = new(JsonSerializer.Serialize(wish), Encoding.UTF8, "application/json");
        using HttpRequestMessage request = new(HttpMethod.Post, path) { Content = content };
        using HttpResponseMessage answer = http.Send(request, HttpCompletionOption.ResponseHeadersRead);
        if (!answer.IsSuccessStatusCode)
        {
            return null;
        }

        // People have read the status: the rest of the answer may be cut off.
        Promised.Enqueue(word);
        JsonElement body = JsonDocument.Parse(answer.Content.ReadAsStream()).RootElement;
        Undurable += body.TryGetProperty("durable", out JsonElement durable) && !durable.GetBoolean() ? 1 : 0;
        return body;
    }
}
