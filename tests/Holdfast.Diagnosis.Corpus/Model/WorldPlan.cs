namespace Holdfast.Diagnosis.Corpus.Model;

/// <summary>A service as it is before anything happens to it, and what happens when.</summary>
internal sealed class WorldPlan
{
    /// <summary>When trouble begins; everything before it is everyday.</summary>
    public double Onset { get; set; } = 95;

    public double Seconds { get; set; } = 160;

    public required double[] RouteSeconds { get; init; }

    public required List<ServerModel> Servers { get; init; }

    public required List<Population> Populations { get; init; }

    public int Pools { get; init; } = 1;

    public double HoldSeconds { get; set; } = 0.02;

    public double QueueSeconds { get; init; } = 0.5;

    public int QueuePlaces { get; init; } = 200;

    public double ConnectSeconds { get; init; } = 0.001;

    public double ConnectTimeoutSeconds { get; init; } = 2;

    public double FirstByteTimeoutSeconds { get; init; } = 4;

    /// <summary>Requests on one connection before it is closed.</summary>
    public double RequestsPerConnection { get; init; } = 30;

    public double ProbeIntervalSeconds { get; set; } = 2;

    public double ProbeCost { get; set; } = 0.002;

    public int Monitors { get; set; } = 1;

    public double ProbeTimeoutSeconds { get; init; } = 1;

    public bool AgentsReport { get; init; }

    /// <summary>Servers get requests strictly by weight, also when they are full.</summary>
    public bool StrictWeights { get; set; }

    /// <summary>Share of packets lost between the gateway and a zone.</summary>
    public double[] Loss { get; } = new double[8];

    /// <summary>Seconds the gateway itself stands still, each second.</summary>
    public double GatewayStall { get; set; }

    public double ServiceVariation { get; init; } = 0.5;

    /// <summary>The machine's clock is set by so many seconds; null where nobody touches it.</summary>
    public (double At, double Seconds)? ClockStep { get; set; }

    public List<(double At, Action<World> What)> Script { get; } = [];

    public List<ChangeEvent> Changes { get; } = [];

    /// <summary>The second of the record: set forward, the clock leaves a gap; set back, the record goes on ahead of it, and only what is written with its time comes earlier.</summary>
    public int Recorded(int second) => ClockStep is { Seconds: > 0 } step && second >= step.At ? second + (int)Math.Round(step.Seconds) : second;

    public static DateTimeOffset TimeOf(double seconds) => DateTimeOffset.FromUnixTimeSeconds(CorpusSeries.Start).AddSeconds(seconds);

    public void Announce(double at, ChangeKind kind, string subject, string what, string source = "operator") =>
        Changes.Add(new ChangeEvent(Changes.Count + 1, TimeOf(at), TimeOf(at), kind, subject, what, source, null, null));

    /// <summary>The gateway writes down whom it takes out and brings back.</summary>
    public void Note(double at, ServerModel server, string becomes) =>
        Changes.Add(new ChangeEvent(Changes.Count + 1, TimeOf(at), TimeOf(at), ChangeKind.Health, $"server:{Recorder.Server(server).Name}", becomes == "out" ? "the server is taken out" : "the server is available again", "gateway", null, becomes));

    /// <summary>The clock is set, and whoever notices writes it down with the time that it shows then.</summary>
    public void SetClock(double at, double seconds)
    {
        ClockStep = (at, seconds);
        Announce(at + seconds, ChangeKind.Clock, "gateway", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"the machine's clock jumped by {seconds:+0.0;-0.0} s"), "gateway");
    }
}
