using Holdfast.Agent.Reports;
using Holdfast.Foundation;

namespace Holdfast.Agent.Running;

/// <summary>What the agent itself takes, measured over the last minute that is complete. One thread.</summary>
internal sealed class CostMeter
{
    private const double WindowSeconds = 60;

    private readonly IClock clock;
    private readonly Func<TimeSpan> cpuTime;
    private long windowStart;
    private double cpuAtStart;
    private double share;
    private bool isOver;
    private bool hasStarted;

    public CostMeter(IClock clock, Func<TimeSpan> cpuTime)
    {
        this.clock = clock;
        this.cpuTime = cpuTime;
        windowStart = clock.NowNanoseconds;
        cpuAtStart = cpuTime().TotalSeconds;
    }

    public AgentCost Now => new(Math.Round(cpuTime().TotalSeconds, 3), Math.Round(share, 5), Environment.WorkingSet);

    /// <summary>True once for each minute, but for the first.</summary>
    public bool MinuteIsOver
    {
        get
        {
            bool over = isOver;
            isOver = false;
            return over;
        }
    }

    public AgentCost Take()
    {
        double elapsed = (clock.NowNanoseconds - windowStart) / 1e9;
        double cpu = cpuTime().TotalSeconds;
        if (elapsed >= WindowSeconds)
        {
            share = (cpu - cpuAtStart) / elapsed;
            // The first minute is that of compiling the code, and comes once.
            (windowStart, cpuAtStart, isOver, hasStarted) = (clock.NowNanoseconds, cpu, hasStarted, true);
        }

        return Now;
    }
}
