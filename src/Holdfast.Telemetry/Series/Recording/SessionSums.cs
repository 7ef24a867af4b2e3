namespace Holdfast.Telemetry.Series;

/// <summary>The sessions of one second of a server, a pool or the gateway. Scratch of the recorder's thread.</summary>
internal sealed class SessionSums
{
    private bool isUsed;
    private long open;

    // NaN while a server that may be used has no bound.
    private double cap;

    /// <summary>Those that servers took on in this second.</summary>
    public long Opened { get; set; }

    public void Clear()
    {
        Opened = open = 0;
        cap = 0;
    }

    /// <summary>Of one server.</summary>
    public void Note(in ServerLevels server)
    {
        open = server.Sessions;
        cap = !server.IsAvailable ? 0 : server.SessionCap > 0 ? server.SessionCap : double.NaN;
        isUsed |= server.Sessions > 0 || server.SessionCap > 0 || Opened > 0;
    }

    public void Add(SessionSums other)
    {
        open += other.open;
        cap += other.cap;
        Opened += other.Opened;
        isUsed |= other.isUsed;
    }

    /// <summary>Nothing at all while nobody has ever asked for one.</summary>
    public void Write(SubjectSeries series, double seconds)
    {
        if (isUsed)
        {
            series.Write(Signal.Sessions, open);
            series.Write(Signal.SessionCap, cap > 0 ? cap : double.NaN);
            series.Write(Signal.SessionsOpened, Opened / seconds);
        }
    }
}
