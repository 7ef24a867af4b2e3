namespace Holdfast.EndToEnd.Bodies;

/// <summary>Looks at the resident memory of a process until it is asked how much it has grown at its highest.</summary>
internal sealed class MemoryWatch : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    private readonly ChildProcess process;
    private readonly long before;
    private readonly Timer timer;
    private long highest;

    public MemoryWatch(ChildProcess process)
    {
        this.process = process;
        before = highest = process.ResidentBytes;
        timer = new Timer(_ => Look(), null, Interval, Interval);
    }

    public double GrowthMebibytes
    {
        get
        {
            Look();
            return (Interlocked.Read(ref highest) - before) / 1048576.0;
        }
    }

    public void Dispose()
    {
        using ManualResetEvent stopped = new(false);
        timer.Dispose(stopped);
        stopped.WaitOne();
    }

    private void Look()
    {
        long now = process.ResidentBytes;
        for (long seen = Interlocked.Read(ref highest); now > seen; seen = Interlocked.Read(ref highest))
        {
            Interlocked.CompareExchange(ref highest, now, seen);
        }
    }
}
