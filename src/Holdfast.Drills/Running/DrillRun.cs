using Holdfast.Drills.Load;
using Holdfast.Drills.Scenarios;
using Holdfast.Foundation;

namespace Holdfast.Drills.Running;

/// <summary>
/// One run of a scenario against one gateway: everything is started, the time line runs, everything is ended. Next: <see cref="TimeLine"/>
/// for the faults, <see cref="Sampler"/> for what servers and gateway say, ReportBuilder for what is made of it.
/// </summary>
internal sealed class DrillRun : IFaultTarget, ILoadObserver, IDisposable
{
    private readonly Scenario scenario;
    private readonly DrillOptions options;
    private readonly IDrillObserver observer;
    private readonly Launcher launcher = new();
    private readonly RunDirectory directory;
    private readonly ServerFleet fleet;
    private readonly GatewayUnderTest gateway;
    private readonly EventBook events;
    private readonly TimeLine timeLine;
    private readonly UsageRecorder usage;
    private DrillClock clock;

    public DrillRun(Scenario scenario, GatewayKind kind, DrillOptions options, IDrillObserver observer)
    {
        this.scenario = scenario;
        this.options = options;
        this.observer = observer;
        directory = RunDirectory.Create(options.StateRoot, $"{scenario.Name}-{kind.Name}");
        fleet = new ServerFleet(scenario, options, launcher, directory);
        gateway = new GatewayUnderTest(kind, scenario, options, launcher, directory);
        events = new EventBook(observer);
        usage = new UsageRecorder(() => gateway.Usage);
        timeLine = new TimeLine(scenario, this, events);
        clock = new DrillClock(options.Clock);
    }

    /// <summary>Why it ended early; null when it did not.</summary>
    public string? Aborted { get; private set; }

    /// <summary>Why the generator's figures may not be trusted; null when they may.</summary>
    public string? Doubt { get; private set; }

    /// <summary>Requests that the generator never sent.</summary>
    public long Unsent { get; private set; }

    public async Task<RunData> RunAsync(CancellationToken cancellation)
    {
        observer.Step($"starting {scenario.Origins.Count} servers");
        await fleet.StartAllAsync(cancellation).ConfigureAwait(false);
        observer.Step("starting the gateway");
        await gateway.StartAsync(cancellation).ConfigureAwait(false);
        LoadResult load = await RunTimeLineAsync(cancellation).ConfigureAwait(false);
        IReadOnlyDictionary<string, double> counters = await gateway.Watch().CountersAsync(cancellation).ConfigureAwait(false);
        KeepLogs();
        return Collect(load) with { Counters = counters };
    }

    public void Kill(string server) => fleet.Kill(server);

    public Task StartAsync(string server, CancellationToken cancellation) => fleet.StartAsync(server, cancellation);

    public void Freeze(string server) => fleet.Freeze(server);

    public void Thaw(string server) => fleet.Thaw(server);

    public Task DieAsync(string server, CancellationToken cancellation) => fleet.OrderAsync(server, "die", cancellation);

    public Task ReviveAsync(string server, CancellationToken cancellation) => fleet.OrderAsync(server, "revive", cancellation);

    public Task ChangeBehaviourAsync(string server, IReadOnlyDictionary<string, string> values, CancellationToken cancellation) => fleet.ChangeAsync(server, values, cancellation);

    public async Task SwapConfigurationAsync(string template, CancellationToken cancellation)
    {
        double begun = clock.Now;
        SwapAnswer answer = await gateway.SwapAsync(template, cancellation).ConfigureAwait(false);
        foreach ((RunEventKind kind, string text, bool isDetection) in answer.About(template))
        {
            events.Add(begun, kind, text, isDetection);
        }
    }

    public async Task AnnounceAsync(string deployment, string subject, CancellationToken cancellation)
    {
        if (await gateway.AnnounceAsync(deployment, subject, cancellation).ConfigureAwait(false) is { } refusal)
        {
            throw new DrillException($"the gateway does not take the announcement of '{deployment}': {refusal}");
        }
    }

    public void OnSecond(LoadSecond second)
    {
        int total = (int)Math.Ceiling(scenario.Length.TotalSeconds);
        if (second.IsWarmUp || second.Second >= total)
        {
            return;
        }

        List<ClassSecond> classes = [.. scenario.Traffic.Select(one => ClassSeriesBuilder.Live(one, second.Classes.First(seen => seen.Name == one.Name).Counts))];
        ClassSecond traffic = new(classes.Sum(static one => one.Offered), classes.Sum(static one => one.Good), classes.Sum(static one => one.Shed), classes.Sum(static one => one.Failed));
        List<(string Name, ServerSecond State)> servers = [.. fleet.Servers.Select(server => (server.Origin.Name, Last(server.Recorder, second.Second + 1)))];
        string phase = TimeLine.Spans(scenario).Last(span => span.From <= second.Second).Name;
        double capacity = scenario.Origins.Sum(origin => timeLine.CapacityOf(origin.Name)[^1].Capacity);
        events.Second(new DrillSecond(second.Second, total, phase, traffic, capacity, servers));
    }

    public void Dispose()
    {
        directory.Dispose();
        launcher.Dispose();
    }

    private async Task<LoadResult> RunTimeLineAsync(CancellationToken cancellation)
    {
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Sampler sampler = new(fleet, gateway.Watch(), events);
        await sampler.SetStartAsync(cancellation).ConfigureAwait(false);
        NetworkAddress target = NetworkAddress.TryParse(scenario.Gateway.Listen, out NetworkAddress parsed) ? parsed : throw new DrillException($"{scenario.Gateway.Listen} is not an address");
        LoadPlan plan = new() { Targets = [target], Classes = scenario.Traffic, Seed = scenario.Seed, Duration = scenario.Length, Grace = Grace };
        // Faults must meet the traffic where the page says so, to a few milliseconds.
        clock = new DrillClock(options.Clock, LoadEngine.StartDelayNanoseconds);
        Task<LoadResult> load = options.Engine.RunAsync(plan, this, ending.Token);
        Task[] others = [timeLine.RunAsync(clock, ending.Token), sampler.RunAsync(clock, ending.Token), usage.RunAsync(clock, ending.Token),
            new RunAbortWatch(scenario.Abort).RunAsync(clock, reason => Abort(reason, clock, ending), ending.Token)];
        try
        {
            // A fault that cannot be done ends the run at once; the load ends when its time is over.
            await Task.WhenAny([load, .. others.Select(RunTasks.WaitForFailure)]).ConfigureAwait(false);
            if (!load.IsCompleted)
            {
                await ending.CancelAsync().ConfigureAwait(false);
            }

            return await load.ConfigureAwait(false);
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
            await RunTasks.Settle(others).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>How long answers are waited for when the time line is over; what is still missing then has failed.</summary>
    private static TimeSpan Grace => TimeSpan.FromSeconds(3);

    private void Abort(string reason, DrillClock clock, CancellationTokenSource ending)
    {
        Aborted = reason;
        events.Add(clock.Now, RunEventKind.Abort, reason);
        ending.Cancel();
    }

    private static ServerSecond Last(ServerRecorder recorder, int second)
    {
        lock (recorder)
        {
            IReadOnlyList<ServerSecond> seconds = recorder.SecondsUntil(second);
            return seconds.Count == 0 ? default : seconds[^1];
        }
    }

    private RunData Collect(LoadResult load)
    {
        int seconds = Aborted is null ? (int)Math.Floor(scenario.Length.TotalSeconds + 0.001) : (int)Math.Floor(load.Duration.TotalSeconds);
        Unsent = load.Health.Dropped;
        Doubt = load.Health.ClientLimited ? $"client-limited, do not trust the figures: {load.Health.Reason}" : null;
        return new RunData
        {
            Unit = scenario.Unit,
            Phases = TimeLine.Spans(scenario),
            Measured = scenario.Measured,
            Trouble = scenario.Trouble,
            Recovery = scenario.Recovery,
            Rates = [.. scenario.Traffic.Select(static one => one.Rate)],
            Classes = [.. scenario.Traffic.Select(one => ClassSeriesBuilder.Of(one, load, seconds))],
            Servers = [.. fleet.Servers.Select(server => new ServerSeries(server.Origin.Name, timeLine.CapacityOf(server.Origin.Name), server.Recorder.SecondsUntil(seconds)) { Samples = server.Recorder.Samples })],
            Gateway = usage.Seconds,
            Events = events.InOrder(),
        };
    }

    private void KeepLogs()
    {
        if (options.KeepLogs is { } destination)
        {
            Directory.CreateDirectory(destination);
            foreach (string log in Directory.GetFiles(directory.Path, "*.log"))
            {
                File.Copy(log, Path.Combine(destination, Path.GetFileName(log)), overwrite: true);
            }
        }
    }
}
