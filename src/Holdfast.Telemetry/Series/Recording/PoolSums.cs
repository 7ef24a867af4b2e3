namespace Holdfast.Telemetry.Series;

/// <summary>What a pool, or the gateway as the sum of its pools, came to in one second. Scratch of the recorder's thread.</summary>
internal sealed class PoolSums
{
    public Traffic Traffic { get; } = new();

    public TimesDelta Wait { get; } = new();

    public TimesDelta FirstByte { get; } = new();

    public TimesDelta Connect { get; } = new();

    public ClientWindow Clients { get; } = new();

    /// <summary>Those of them with a request that failed or was refused for lack of capacity.</summary>
    public ClientWindow Harmed { get; } = new();

    public SketchWindow Paths { get; } = new(RequestSketch.PathBins);

    public SessionSums Sessions { get; } = new();

    public long InFlight { get; set; }

    public long Queued { get; set; }

    public long OwnRetries { get; set; }

    /// <summary>Sum of the limits; NaN while a server has none.</summary>
    public double Limit { get; set; }

    public long Connections { get; set; }

    /// <summary>NaN while a server has no bound.</summary>
    public double ConnectionCap { get; set; }

    public long ConnectionWaits { get; set; }

    public long Probes { get; set; }

    public long ProbeFailures { get; set; }

    public double ProbeSeconds { get; set; }

    /// <summary>Servers, or of the gateway the pools that have one.</summary>
    public int Healthy { get; set; }

    public int Total { get; set; }

    public void Clear()
    {
        Traffic.Clear();
        Wait.Clear();
        FirstByte.Clear();
        Connect.Clear();
        Clients.Begin();
        Harmed.Begin();
        Paths.Begin();
        Sessions.Clear();
        InFlight = Queued = OwnRetries = Connections = ConnectionWaits = Probes = ProbeFailures = 0;
        Limit = ConnectionCap = ProbeSeconds = 0;
        Healthy = Total = 0;
    }

    /// <summary>Adds a pool to the gateway.</summary>
    public void Add(PoolSums pool)
    {
        Traffic.Add(pool.Traffic);
        Wait.Add(pool.Wait);
        FirstByte.Add(pool.FirstByte);
        Connect.Add(pool.Connect);
        Clients.Add(pool.Clients);
        Harmed.Add(pool.Harmed);
        Paths.Add(pool.Paths);
        Sessions.Add(pool.Sessions);
        InFlight += pool.InFlight;
        Queued += pool.Queued;
        OwnRetries += pool.OwnRetries;
        Limit += pool.Limit;
        Connections += pool.Connections;
        ConnectionCap += pool.ConnectionCap;
        ConnectionWaits += pool.ConnectionWaits;
        Probes += pool.Probes;
        ProbeFailures += pool.ProbeFailures;
        ProbeSeconds += pool.ProbeSeconds;
        Healthy += pool.Healthy > 0 ? 1 : 0;
        Total++;
    }

    public void Add(in ServerLevels server)
    {
        Limit += server.Limit > 0 ? server.Limit : double.NaN;
        Connections += server.Connections;
        ConnectionCap += server.ConnectionCap > 0 ? server.ConnectionCap : double.NaN;
        Healthy += server.IsAvailable ? 1 : 0;
        Total++;
    }

    public void Add(ServerRecorder server)
    {
        FirstByte.Add(server.FirstByte);
        Connect.Add(server.Connect);
        Sessions.Add(server.Sessions);
        ConnectionWaits += server.ConnectionWaits;
        Probes += server.Probes;
        ProbeFailures += server.ProbeFailures;
        ProbeSeconds += server.ProbeSeconds;
    }

    public void Write(SubjectSeries series, double seconds)
    {
        SubjectKind kind = series.Subject.Kind;
        Traffic.Write(series, kind, seconds);
        series.Write(Signal.OwnRetries, OwnRetries / seconds);
        TimesWriter.Write(series, Wait, FirstByte);
        series.Write(Signal.ConnectMedian, Connect.Percentile(0.5));
        series.Write(Signal.ConnectP99, Connect.Percentile(0.99));
        series.Write(Signal.InFlight, InFlight);
        series.Write(Signal.Limit, Total == 0 ? double.NaN : Limit);
        series.Write(Signal.Queued, Queued);
        series.Write(Signal.Connections, Connections);
        series.Write(Signal.ConnectionCap, Total == 0 ? double.NaN : ConnectionCap);
        series.Write(Signal.ConnectionWaits, ConnectionWaits / seconds);
        series.Write(Signal.Clients, Clients.Distinct());
        series.Write(Signal.ClientsHarmed, Harmed.Distinct());
        series.Write(Signal.TopClientShare, Clients.TopShare());
        series.Write(Signal.ClientEntropy, Clients.Evenness());
        series.Write(Signal.PathEntropy, Paths.Evenness());
        series.Write(Signal.Healthy, kind == SubjectKind.Pool ? Healthy : Total == 0 ? double.NaN : (double)Healthy / Total);
        if (kind == SubjectKind.Pool)
        {
            series.Write(Signal.ServersTotal, Total);
        }

        series.Write(Signal.Probes, Probes / seconds);
        series.Write(Signal.ProbeFailures, ProbeFailures / seconds);
        series.Write(Signal.ProbeSeconds, ProbeSeconds / seconds);
        Sessions.Write(series, seconds);
    }
}
