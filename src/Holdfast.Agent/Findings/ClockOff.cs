using System.Globalization;
using Holdfast.Agent.Reports;

namespace Holdfast.Agent.Findings;

/// <summary>The host's clock differs from the gateway's by more than half a second: certificates, tokens and logs go wrong.</summary>
internal sealed class ClockOff : IHostRule
{
    private const double MostSeconds = 0.5;

    public string Kind => "clock-off";

    public IEnumerable<HostFinding> Look(HostView host)
    {
        // Only what is certain: the network may have taken all of the uncertainty in one direction.
        if (host.Now.Clock is { } clock && Math.Abs(clock.Seconds) - clock.UncertaintySeconds > MostSeconds)
        {
            string way = clock.Seconds > 0 ? "ahead of" : "behind";
            yield return new(Kind, "",
                string.Create(CultureInfo.InvariantCulture,
                    $"the host's clock is {Math.Abs(clock.Seconds):0.0##} s {way} the gateway's (within {clock.UncertaintySeconds:0.000} s)"), "see which of the two is wrong: chronyc tracking or timedatectl on both");
        }
    }
}
