using System.Collections.Concurrent;
using System.Globalization;
using Holdfast.Drills.Scenarios;

namespace Holdfast.Drills.Running;

/// <summary>The servers of a drill: a process of `holdfast origin` each, and the recorder of what each saw.</summary>
internal sealed class ServerFleet(Scenario scenario, DrillOptions options, Launcher launcher, RunDirectory run)
{
    // Ten seconds: a .NET program takes half of one to start, and several times that when everything starts at once.
    private const int StartTries = 200;
    private static readonly TimeSpan StartPause = TimeSpan.FromMilliseconds(50);

    // Several may be started at once.
    private readonly ConcurrentDictionary<string, ProcessIdentity> processes = new(StringComparer.Ordinal);

    public IReadOnlyList<(ScenarioOrigin Origin, OriginControl Control, ServerRecorder Recorder)> Servers { get; } =
        [.. scenario.Origins.Select(static origin => (origin, new OriginControl(origin.Control), new ServerRecorder(origin.Name)))];

    public async Task StartAllAsync(CancellationToken cancellation)
    {
        foreach (ScenarioOrigin origin in scenario.Origins)
        {
            await LaunchAsync(origin, cancellation).ConfigureAwait(false);
        }

        foreach ((ScenarioOrigin origin, OriginControl control, _) in Servers)
        {
            await WaitAsync(origin, control, cancellation).ConfigureAwait(false);
        }
    }

    public async Task StartAsync(string name, CancellationToken cancellation)
    {
        (ScenarioOrigin origin, OriginControl control, _) = Servers.First(server => server.Origin.Name == name);
        await LaunchAsync(origin, cancellation).ConfigureAwait(false);
        await WaitAsync(origin, control, cancellation).ConfigureAwait(false);
    }

    public void Kill(string name) => ProcessSignals.KillFamily(processes[name]);

    public void Freeze(string name) => ProcessSignals.Send(processes[name], "STOP");

    public void Thaw(string name) => ProcessSignals.Send(processes[name], "CONT");

    public Task ChangeAsync(string name, IReadOnlyDictionary<string, string> values, CancellationToken cancellation) =>
        Servers.First(server => server.Origin.Name == name).Control.ChangeAsync(values, cancellation);

    public Task OrderAsync(string name, string order, CancellationToken cancellation) =>
        Servers.First(server => server.Origin.Name == name).Control.OrderAsync(order, new Dictionary<string, string>(StringComparer.Ordinal), cancellation);

    /// <summary>The whole command line, for tests and for people who want to start one by hand.</summary>
    internal static IReadOnlyList<string> Command(Scenario scenario, ScenarioOrigin origin, DrillOptions options)
    {
        ulong seed = scenario.Seed + (ulong)Enumerable.Range(0, scenario.Origins.Count).First(index => scenario.Origins[index].Name == origin.Name);
        return
        [
            .. options.Holdfast, "origin", "--address", origin.Address, "--control", origin.Control, "--name", origin.Name,
            "--seed", seed.ToString(CultureInfo.InvariantCulture), "--parent-watch",
            .. origin.Options.SelectMany(static option => new[] { "--" + option.Key, option.Value }),
        ];
    }

    private async Task LaunchAsync(ScenarioOrigin origin, CancellationToken cancellation)
    {
        await Preflight.WaitUntilFreeAsync([origin.Address, origin.Control], cancellation).ConfigureAwait(false);
        int pid = await launcher.StartAsync(Command(scenario, origin, options), run.Path, run.File($"{origin.Name}.log"), DotnetSettings.ForServers).ConfigureAwait(false);
        processes[origin.Name] = run.Remember($"server {origin.Name}", pid);
    }

    private async Task WaitAsync(ScenarioOrigin origin, OriginControl control, CancellationToken cancellation)
    {
        for (int tries = 0; tries < StartTries; tries++)
        {
            // Its own answer: another program's server may be at the address, and ours may have left because of it.
            if (await control.TryStateAsync(cancellation).ConfigureAwait(false) is { } state && state.Pid == processes[origin.Name].Pid)
            {
                return;
            }

            if (!processes[origin.Name].IsAlive)
            {
                throw new DrillException($"server {origin.Name} ended at once. It said: {LogTail.Of(run.File($"{origin.Name}.log"))}");
            }

            await Task.Delay(StartPause, cancellation).ConfigureAwait(false);
        }

        throw new DrillException($"server {origin.Name} does not answer at {origin.Control}. It said: {LogTail.Of(run.File($"{origin.Name}.log"))}");
    }
}
