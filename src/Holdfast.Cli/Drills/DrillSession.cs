using Holdfast.Drills.Load;
using Holdfast.Drills.Reports;
using Holdfast.Drills.Running;
using Holdfast.Drills.Scenarios;
using Holdfast.Foundation;
using Holdfast.Networking.Linux;

namespace Holdfast.Cli;

/// <summary>Runs of one scenario from a terminal: what is watched, what a signal does, what is said when it cannot be.</summary>
internal sealed class DrillSession : IDisposable
{
    private readonly CancellationTokenSource interrupted = new();
    private readonly StopSignals signals;
    private readonly IDrillView view;
    private readonly Scenario scenario;
    private readonly OpenedDrill opened;
    private readonly DrillWishes wishes;
    private readonly DrillOptions options;
    private readonly DrillRunner runner;
    private DrillTurn? turn;

    public DrillSession(OpenedDrill opened, DrillWishes wishes)
    {
        scenario = wishes.Seed is { } seed ? opened.Scenario! with { Seed = seed } : opened.Scenario!;
        (this.opened, this.wishes) = (opened, wishes);
        // Everything is ended in order; a second signal does not make it faster, and kill -9 is cleaned up by the next run.
        signals = new StopSignals(interrupted.Cancel, alsoHangUp: true);
        view = Console.IsOutputRedirected || wishes.JsonOnOutput ? new DrillPlainView(Console.Error) : new DrillLiveView();
        options = new DrillOptions
        {
            Holdfast = OwnCommand(),
            StateRoot = RunDirectory.DefaultRoot(Environment.GetEnvironmentVariable),
            Clock = SystemClock.Instance,
            Engine = new LoadEngine(new LinuxNetwork(), SystemClock.Instance),
            ReadTemplate = opened.ReadTemplate,
            KeepLogs = wishes.Logs,
        };
        runner = new DrillRunner(options, view);
    }

    public string Drill => scenario.Name;

    /// <summary>A signal has asked for the end.</summary>
    public bool IsInterrupted => interrupted.IsCancellationRequested;

    public void Say(string text) => view.Step(text);

    /// <summary>False with everything that stands in the way on standard error.</summary>
    public bool CanRun(IReadOnlyList<GatewayKind> gateways)
    {
        string taken = "";
        turn ??= DrillTurn.TryTake(options.StateRoot, $"drill {scenario.Name} (process {Environment.ProcessId})", out taken);
        IReadOnlyList<string> problems = turn is null ? [taken] : [.. gateways.SelectMany(gateway => runner.Problems(scenario, gateway)).Distinct(StringComparer.Ordinal)];
        foreach (string problem in problems)
        {
            Console.Error.WriteLine($"holdfast: {problem}.");
        }

        return problems.Count == 0;
    }

    /// <summary>Null when it could not be run to its end; the reason is then on standard error.</summary>
    public async Task<DrillReport?> RunAsync(GatewayKind gateway)
    {
        try
        {
            DrillReport report = await view.WatchAsync(() => runner.RunAsync(scenario, gateway, wishes.Quick, interrupted.Token)).ConfigureAwait(false);
            DrillLedgerFile.Keep(DrillLedgerFile.Of(report, scenario, opened.Text, opened.ReadTemplate(gateway.TemplatePath(scenario.Gateway.Template))), wishes.StateDirectory);
            return report;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("holdfast: interrupted; everything that the drill had started is ended");
        }
        catch (DrillException failure)
        {
            Console.Error.WriteLine($"holdfast: {failure.Message}");
        }

        return null;
    }

    public void Dispose()
    {
        signals.Dispose();
        interrupted.Dispose();
        turn?.Dispose();
    }

    /// <summary>The executable itself, or the runtime with the library when it was started that way.</summary>
    internal static IReadOnlyList<string> OwnCommand()
    {
        string process = Environment.ProcessPath ?? "holdfast";
        return Path.GetFileNameWithoutExtension(process) == "dotnet" ? [process, Path.Combine(AppContext.BaseDirectory, "holdfast.dll")] : [process];
    }
}
