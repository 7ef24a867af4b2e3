using Holdfast.Agent.Reports;

namespace Holdfast.Agent.Findings;

/// <summary>The machine below gives this one's processors to others: the server is slow, and nothing on it says why.</summary>
internal sealed class ProcessorStolen : IHostRule
{
    private const double Much = 0.1;

    // Over half an hour, so that a neighbour's nightly job is not told.
    private const int LeastPoints = 6;

    public string Kind => "processor-stolen";

    public IEnumerable<HostFinding> Look(HostView host)
    {
        if (host.Now.Levels.CpuStolen is not { } stolen)
        {
            yield break;
        }

        double[] recent = [.. host.Points("stolen", stolen).Points.TakeLast(LeastPoints).Select(point => point.Value).Order()];
        if (recent.Length == LeastPoints && recent[LeastPoints / 2] >= Much)
        {
            yield return new(Kind, "", $"the machine below takes away {Amount.Share(recent[LeastPoints / 2])} of this one's processor time",
                "move it to another machine, or ask the provider; the gateway gives it less meanwhile");
        }
    }
}
