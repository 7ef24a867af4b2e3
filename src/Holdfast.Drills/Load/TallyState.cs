namespace Holdfast.Drills;

/// <summary>The counts behind <see cref="GentleTally"/>. Any thread: a lock, as a drill's client is not on the request path of anybody.</summary>
internal sealed class TallyState
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, long> byServer = new(StringComparer.Ordinal);
    private readonly Dictionary<int, long> byStatus = [];
    private long sent;
    private long answered;
    private long failed;
    private long late;

    public void CountSent()
    {
        lock (gate)
        {
            sent++;
        }
    }

    public void CountFailed()
    {
        lock (gate)
        {
            failed++;
        }
    }

    public void CountLate()
    {
        lock (gate)
        {
            late++;
        }
    }

    public void CountAnswer(string server, int status)
    {
        lock (gate)
        {
            answered++;
            byServer[server] = byServer.GetValueOrDefault(server) + 1;
            byStatus[status] = byStatus.GetValueOrDefault(status) + 1;
        }
    }

    public GentleTally Read()
    {
        lock (gate)
        {
            return new GentleTally(
                sent,
                answered,
                failed,
                late,
                new Dictionary<string, long>(byServer, StringComparer.Ordinal),
                new Dictionary<int, long>(byStatus));
        }
    }
}
