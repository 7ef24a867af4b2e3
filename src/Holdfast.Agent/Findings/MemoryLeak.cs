using Holdfast.Agent.Reports;
using Holdfast.Agent.Trends;

namespace Holdfast.Agent.Findings;

/// <summary>A server takes more and more memory, and the host's will not last. A cache that fills levels off, and is not told.</summary>
internal sealed class MemoryLeak : IHostRule
{
    // Less is what programs do.
    private const double LeastGrowth = 64 << 20;
    private const double LeastGrowthShare = 0.1;
    private static readonly TimeSpan LeastSpan = TimeSpan.FromHours(2);
    private static readonly TimeSpan Horizon = TimeSpan.FromDays(3);

    public string Kind => "memory-leak";

    public IEnumerable<HostFinding> Look(HostView host)
    {
        foreach (WatchedServer server in host.Now.Servers)
        {
            // By process: one that was started again begins anew.
            TrendFit? fit = host.TrendOfNewest($"memory {server.Port}", $"{server.Pid}", server.ResidentBytes);
            if (fit is not null && fit.Span >= LeastSpan && Growth(fit) && Forecast.OfFall(Left(fit, host.Now.MemoryAvailableBytes), Horizon) is { } end)
            {
                yield return new(Kind, $"port {server.Port}",
                    $"{server.Name} (pid {server.Pid}, port {server.Port}) grows by {Amount.Bytes(3600 * fit.PerSecond)} an hour and has "
                    + $"{Amount.Bytes(server.ResidentBytes)}: the host's memory is used up {end}", "plan a restart one server after the other; a heap profile of this process shows what grows");
            }
        }
    }

    private static bool Growth(TrendFit fit) => fit.Last - fit.First >= Math.Max(LeastGrowth, LeastGrowthShare * fit.First);

    /// <summary>The same line as what is left of the host's memory, which falls as the process grows.</summary>
    private static TrendFit Left(TrendFit fit, long availableBytes) =>
        fit with { PerSecond = -fit.PerSecond, Low = -fit.High, High = -fit.Low, RecentPerSecond = -fit.RecentPerSecond, Last = availableBytes, LowestBeforeJump = null };
}
