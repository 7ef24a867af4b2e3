using Holdfast.Drills.Load;
using Holdfast.Drills.Reports;
using Holdfast.Drills.Scenarios;
using Holdfast.Networking.Linux;

namespace Holdfast.Drills.Running;

/// <summary>Runs a drill: cleans up after earlier ones, checks what is needed, runs, reports. Next: <see cref="DrillRun"/>.</summary>
public sealed class DrillRunner(DrillOptions options, IDrillObserver observer)
{
    // What a drill needs besides the connections of its generator.
    private const long OtherDescriptors = 200;

    /// <summary>Everything that stands in the way; empty when the drill can run.</summary>
    public IReadOnlyList<string> Problems(Scenario scenario, GatewayKind gateway)
    {
        foreach (string ended in Leftovers.Remove(options.StateRoot))
        {
            observer.Step($"ended what an earlier run left behind: {ended}");
        }

        DescriptorLimit.TryRaise();
        return Preflight.Problems(scenario, gateway, options, DescriptorsNeeded(scenario), DescriptorLimit.Current);
    }

    /// <exception cref="DrillException">The drill could not be run to its end.</exception>
    public async Task<DrillReport> RunAsync(Scenario scenario, GatewayKind gateway, bool quick, CancellationToken cancellation)
    {
        Scenario planned = quick ? ScenarioScaling.Quick(scenario) : scenario;
        DateTimeOffset startedAt = options.Clock.UtcNow;
        using DrillRun run = new(planned, gateway, options, observer);
        try
        {
            RunData data = await run.RunAsync(cancellation).ConfigureAwait(false);
            return ReportBuilder.Build(planned, gateway.Name, quick, startedAt, data, run.Aborted, run.Doubt) with { Unsent = run.Unsent };
        }
        catch (LoadException failure)
        {
            throw new DrillException(failure.Message);
        }
    }

    internal static long DescriptorsNeeded(Scenario scenario) =>
        OtherDescriptors + scenario.Traffic.Sum(static one => (long)one.DescriptorsMaximum);
}
