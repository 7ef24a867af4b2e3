namespace Holdfast.Drills;

/// <summary>All names of an origin's behaviour: one line each. Next on the path: <see cref="BehaviourText"/>.</summary>
public static class BehaviourKeys
{
    // The body is kept ready in memory, once.
    private const long BodyBytesMaximum = 64 << 20;

    private delegate string? Read<T>(string text, out T value);

    public static IReadOnlyList<BehaviourKey> All { get; } =
    [
        Key<ServiceTime>("service", "fixed:5ms", "Service time: fixed:5ms, exp:5ms or lognormal:5ms,cv=1.5", BehaviourText.Service, (was, value) => was with { Service = value }),
        Key<double>("latencyFactor", "10x", "Multiplies every service time", BehaviourText.Factor, (was, value) => was with { LatencyFactor = value }),
        Key<int>("workers", "8", "Requests served at once, or unlimited (the default); others wait in order of arrival", Count(1), (was, value) => was with { Workers = value }),
        Key<int>("queue", "128", "Requests that may wait; past them 503", Count(0), (was, value) => was with { Queue = value }),
        Key<int>("maxConnections", "100", "Connections served at once, or unlimited (the default)", Count(1), (was, value) => was with { MaxConnections = value }),
        Key<AtCap>("atCap", "hang", "Connections past the cap: hang (the kernel accepts, nobody serves) or refuse (reset)", Cap, (was, value) => was with { AtCap = value }),
        Key<ScalabilityLaw>("usl", "0.03,0.0001", "Alpha and beta of the Universal Scalability Law: service slows as more is in service", BehaviourText.Law, (was, value) => was with { Usl = value }),
        Key<long>("memoryPerRequest", "1MiB", "Accounted, not allocated, for each request and session", BehaviourText.Size, (was, value) => was with { MemoryPerRequest = value }),
        Key<long>("memoryLimit", "512MiB", "Past it the origin dies", BehaviourText.SizeOrUnlimited, (was, value) => was with { MemoryLimit = value }),
        Key<TimeSpan?>("deathRestart", "10s", "Back this long after a death; none (the default) ends the process", BehaviourText.DurationOrNone, (was, value) => was with { DeathRestart = value }),
        Key<int>("sessions", "20", "Sessions held well (WebSocket, long polls on /session, TCP echo), or unlimited (the default)", Count(1), (was, value) => was with { Sessions = value }),
        Key<double>("sessionDeath", "1.5", "More than this many times --sessions kill the origin", BehaviourText.Factor, (was, value) => was with { SessionDeath = value }),
        Key<double>("sessionSlow", "1.0", "More than this many times --sessions make it slow", BehaviourText.Factor, (was, value) => was with { SessionSlow = value }),
        Key<ColdStart>("cold", "10s,5x", "Slow for this long after the start, this many times at first", BehaviourText.Cold, (was, value) => was with { Cold = value }),
        Key<double>("errorRate", "0.1", "Share of requests answered 500", BehaviourText.Share, (was, value) => was with { ErrorRate = value }),
        Key<string?>("poison", "/path", "A request to this path kills the origin; none (the default)", Path, (was, value) => was with { Poison = value }),
        Key<int>("body", "100B", "Size of the answers' body", Body, (was, value) => was with { BodyBytes = value }),
    ];

    public static BehaviourKey? Find(string name) => All.FirstOrDefault(key => key.Name == name);

    private static BehaviourKey Key<T>(string name, string example, string description, Read<T> read, Func<OriginBehaviour, T, OriginBehaviour> with) =>
        new(name, example, description, (behaviour, text) => read(text, out T value) is { } wrong ? (null, wrong) : (with(behaviour, value), null));

    private static Read<int> Count(int minimum) => (string text, out int value) => BehaviourText.CountOrUnlimited(text, minimum, out value);

    private static string? Cap(string text, out AtCap value)
    {
        value = text == "refuse" ? AtCap.Refuse : AtCap.Hang;
        return text is "refuse" or "hang" ? null : $"'{text}' is neither hang nor refuse. Write one of these";
    }

    private static string? Path(string text, out string? value)
    {
        value = text == "none" ? null : text;
        return text == "none" || text.StartsWith('/') ? null : $"'{text}' is not a path. Write one that begins with /, or none";
    }

    private static string? Body(string text, out int value)
    {
        string? wrong = BehaviourText.Size(text, out long bytes);
        value = (int)Math.Min(bytes, BodyBytesMaximum);
        return wrong ?? (bytes <= BodyBytesMaximum ? null : $"'{text}' is too large a body. Write 64MiB or less");
    }
}
