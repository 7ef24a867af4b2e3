using System.Globalization;
using Holdfast.Agent.Reports;

namespace Holdfast.Agent.Findings;

/// <summary>The host started again and nobody had shut it down: power, a crash of the kernel, hardware. It often happens again.</summary>
internal sealed class HostRestarted : IHostRule
{
    private static readonly TimeSpan ToldFor = TimeSpan.FromHours(24);

    public string Kind => "host-restarted";

    public IEnumerable<HostFinding> Look(HostView host)
    {
        if (host.Starts.Host is { IsUnasked: true } start && host.At - start.StartedAt < ToldFor)
        {
            double minutes = Math.Max(0, (start.StartedAt - start.LastSeen).TotalMinutes);
            yield return new(Kind, "",
                string.Create(CultureInfo.InvariantCulture,
                    $"the host started again at {Amount.Time(start.StartedAt)} and had not been shut down; it was last seen {minutes:0} minutes before"),
                    "look for the reason before it happens again: journalctl -b -1 -e, the machine's event log, the power");
        }
    }
}
