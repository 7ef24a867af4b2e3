using Holdfast.Foundation;

namespace Holdfast.Telemetry;

/// <summary>At most 20 messages of a kind in a minute. Not thread-safe: its log holds the lock.</summary>
internal sealed class EventRateLimit
{
    /// <summary>Enough to see a pattern, few enough that a hundred kinds at once stay readable.</summary>
    internal const int MessagesPerMinute = 20;

    // Kinds are constants in code; past this many somebody made them of data, and they share one window.
    private const int MaximumKinds = 256;
    private const long MinuteNanoseconds = 60_000_000_000;

    private readonly IClock clock;
    private readonly Dictionary<string, Window> windows = new(StringComparer.Ordinal);

    public EventRateLimit(IClock clock) => this.clock = clock;

    /// <param name="swallowed">How many of the kind were refused in the window that ended with this message.</param>
    public bool TryTake(string kind, out long swallowed)
    {
        string key = windows.Count < MaximumKinds || windows.ContainsKey(kind) ? kind : string.Empty;
        long now = clock.NowNanoseconds;
        swallowed = 0;
        if (!windows.TryGetValue(key, out Window? window))
        {
            windows[key] = window = new() { Start = now };
        }
        else if (now - window.Start >= MinuteNanoseconds)
        {
            swallowed = Math.Max(0, window.Count - MessagesPerMinute);
            window.Start = now;
            window.Count = 0;
        }

        return ++window.Count <= MessagesPerMinute;
    }

    private sealed class Window
    {
        public long Start;
        public long Count;
    }
}
