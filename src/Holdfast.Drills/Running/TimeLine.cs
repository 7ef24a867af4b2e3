using System.Net.Http;
using Holdfast.Drills.Scenarios;

namespace Holdfast.Drills.Running;

/// <summary>Does the faults when their time has come, and keeps what each server can do from then on.</summary>
internal sealed class TimeLine(Scenario scenario, IFaultTarget target, EventBook events)
{
    private readonly Dictionary<string, List<CapacityStep>> capacity =
        scenario.Origins.ToDictionary(static origin => origin.Name, static origin => new List<CapacityStep> { new(0, origin.Capacity) }, StringComparer.Ordinal);

    private readonly Lock gate = new();

    public IReadOnlyList<CapacityStep> CapacityOf(string server)
    {
        lock (gate)
        {
            return [.. capacity[server]];
        }
    }

    public async Task RunAsync(DrillClock clock, CancellationToken cancellation)
    {
        await Task.WhenAll(TellPhasesAsync(clock, cancellation), DoFaultsAsync(clock, cancellation)).ConfigureAwait(false);
    }

    private async Task TellPhasesAsync(DrillClock clock, CancellationToken cancellation)
    {
        foreach (PhaseSpan phase in Spans(scenario))
        {
            await clock.UntilAsync(phase.From, cancellation).ConfigureAwait(false);
            events.Add(clock.Now, RunEventKind.Phase, phase.Name);
        }
    }

    private async Task DoFaultsAsync(DrillClock clock, CancellationToken cancellation)
    {
        Queue<Fault> faults = new(scenario.Faults.OrderBy(static fault => fault.At));
        while (faults.TryDequeue(out Fault? fault))
        {
            List<Fault> atOnce = [fault];
            while (IsStart(fault) && faults.TryPeek(out Fault? next) && IsStart(next) && next.At == fault.At)
            {
                atOnce.Add(faults.Dequeue());
            }

            await clock.UntilAsync(fault.At.TotalSeconds, cancellation).ConfigureAwait(false);
            // One after the other, the first would be there alone for as long as the others take, with all of the load.
            await Task.WhenAll(atOnce.Select(one => DoAsync(one, clock, cancellation))).ConfigureAwait(false);
        }
    }

    private static bool IsStart(Fault fault) => FaultKinds.Of(fault).Key == "start";

    private async Task DoAsync(Fault fault, DrillClock clock, CancellationToken cancellation)
    {
        FaultKind kind = FaultKinds.Of(fault);
        double begun = clock.Now;
        try
        {
            await kind.Apply(target, fault, cancellation).ConfigureAwait(false);
        }
        catch (HttpRequestException failure)
        {
            throw new DrillException($"the fault '{kind.Sentence(fault)}' could not be done: {failure.Message}");
        }

        // A death counts from when it was asked for, a return from when the server is there.
        double at = kind.Key == "start" ? clock.Now : begun;
        events.Add(at, kind.Key is "note" or "announce" ? RunEventKind.Note : RunEventKind.Fault, kind.Sentence(fault));
        KeepCapacity(kind, fault, at);
    }

    private void KeepCapacity(FaultKind kind, Fault fault, double at)
    {
        if (kind.CapacityAfter is null)
        {
            return;
        }

        lock (gate)
        {
            string server = kind.Target(fault);
            double full = scenario.Origins.First(origin => origin.Name == server).Capacity;
            capacity[server].Add(new CapacityStep(at, kind.CapacityAfter(fault, full, capacity[server][^1].Capacity)));
        }
    }

    public static IReadOnlyList<PhaseSpan> Spans(Scenario scenario)
    {
        List<PhaseSpan> spans = [];
        double from = 0;
        foreach (ScenarioPhase phase in scenario.Phases)
        {
            spans.Add(new PhaseSpan(phase.Name, from, from + phase.Length.TotalSeconds));
            from = spans[^1].To;
        }

        return spans;
    }
}
