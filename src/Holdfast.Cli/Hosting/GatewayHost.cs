using System.Buffers;
using Holdfast.Admin;
using Holdfast.Agent.Fleet;
using Holdfast.Configuration;
using Holdfast.DataPlane;
using Holdfast.DataPlane.Overload;
using Holdfast.DataPlane.Snapshots;
using Holdfast.Foundation;
using Holdfast.Incidents;
using Holdfast.Incidents.Inbound;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Postmortems.Review;
using Holdfast.Incidents.Replay;
using Holdfast.Incidents.Tasks;
using Holdfast.Networking.Linux;
using Holdfast.Telemetry;
using Holdfast.Telemetry.Otlp;
using Holdfast.Telemetry.Series;

namespace Holdfast.Cli;

/// <summary>
/// One gateway with its admin side: the composition root. Changes come one at a time, whoever asks for them; a change that is refused
/// leaves everything as it was. Any thread. Next: <see cref="Gateway"/>, and <see cref="ControlLoop"/> which drives it.
/// </summary>
internal sealed class GatewayHost : IGatewayControl, IAsyncDisposable
{
    private readonly SemaphoreSlim change = new(1, 1);
    private readonly GatewayHostOptions options;
    private readonly AdminSide admin;
    private readonly StateReporter reporter;
    private readonly SeriesSide series;
    private readonly DiagnosisSide diagnosis;
    private readonly IncidentSide incidents;
    private readonly AgentSide agents;
    private readonly ProtectionRecord protection;
    private OtlpExporter? exporter;
    private int draining;

    private GatewayHost(GatewayHostOptions options, Gateway gateway, ConfigReadResult read)
    {
        this.options = options;
        Gateway = gateway;
        Applied = new AppliedConfig(read.Config!, read.Source, options.ConfigPath, 1, options.Clock.UtcNow);
        reporter = new StateReporter(this, options.Clock);
        series = new SeriesSide(gateway, options.SeriesPath, options.Inherited.Count > 0, options.Clock, options.Events);
        protection = new ProtectionRecord(series.Changes);
        Operators = new OperatorSide(gateway, series.Changes, options.Events);
        diagnosis = new DiagnosisSide(series, gateway.Metrics, options.Clock, options.Events);
        incidents = new IncidentSide(series, diagnosis, options.IncidentsPath, options.DrillsPath, options.EscalationPath, options.Clock, options.Events) { Configuration = () => (Applied.Fingerprint, Applied.Text) };
        agents = new AgentSide(gateway, series, options.Clock);
        admin = new AdminSide(this, options.Events);
        NoteRoutes();
        incidents.HostFindings = () => HostFindings.Of(agents.Desk);
        incidents.Desk.Pools = () => [.. Gateway.Snapshot.Pools.Select(static pool => pool.Name)];
        incidents.IsLeaving = () => IsDraining;
        incidents.AdminAddress = () => AdminAddress?.ToString();
        gateway.Metrics.ReadIncidents = () => IncidentCounts.Of(incidents.Desk, incidents.Tasks, incidents.Escalation);
    }

    /// <summary>Set by who ends the process when the gateway has drained.</summary>
    public Action? DrainBegan { get; set; }

    public Gateway Gateway { get; }

    /// <summary>What operators say about servers and clients.</summary>
    public OperatorSide Operators { get; }

    public AppliedConfig Applied { get; private set; }

    public RefusedConfigReport? LastRefused { get; private set; }

    /// <summary>Where the admin side listens; null while it does not.</summary>
    public NetworkAddress? AdminAddress => admin.Address;

    public bool IsReady => !IsDraining;

    public bool IsDraining => Volatile.Read(ref draining) != 0;

    private EventLog Events => options.Events;

    /// <summary>The data plane first, so that the first request is not kept waiting; the rest begins in the background.</summary>
    public static GatewayHostStart Start(GatewayHostOptions options, ConfigReadResult written)
    {
        ConfigReadResult read = Override(written, options);
        DescriptorLimit.TryRaise();
        GatewayStart start = Gateway.Start(new GatewayOptions
        {
            Config = read.Config!,
            Network = options.Network,
            Names = options.Names,
            Clock = options.Clock,
            Events = options.Events,
            Seed = options.Seed,
            DescriptorLimit = (int)Math.Min(DescriptorLimit.Current, int.MaxValue),
            Inherited = options.Inherited,
            SharedLimits = options.SharedLimits,
            Learned = options.Learned,
            MakesSpares = true,
            StandardOutput = read.Config!.AccessLog.Path == "stdout" ? Console.OpenStandardOutput() : null,
        });
        if (start.Gateway is null)
        {
            return new GatewayHostStart(null, start.Failures);
        }

        GatewayHost host = new(options, start.Gateway, read);
        host.BeginBackground();
        return new GatewayHostStart(host, []);
    }

    public SeriesHistory Series => series.History;

    public ChangeLog Changes => series.Changes;

    public void WriteMetrics(IBufferWriter<byte> output) => PrometheusText.Write(Gateway.Metrics, output);

    public GatewayStateReport GetState() => reporter.Report();

    public DiagnosisReport GetDiagnosis(long? second) => diagnosis.Report(second);

    public IncidentDesk Incidents => incidents.Desk;

    public IReadOnlyList<string> NextStepsOf(Incident incident) => incidents.NextOf(incident);

    public PostmortemDesk? Postmortems => incidents.Postmortems;

    public ReplayDesk? Replays => incidents.Replays;

    public TaskDesk? Tasks => incidents.Tasks;

    public AlertDesk? Alerts => incidents.Alerts;

    public EscalationDesk? Escalation => incidents.Escalation;

    public AgentDesk Agents => agents.Desk;

    /// <summary>What detection says now.</summary>
    public DetectionReport Detection => DiagnosisReports.Summary(diagnosis.Shown);

    public string GetEffectiveConfig() => ConfigWriter.Write(Applied.Config);

    public string? FindKeptConfig(string fingerprint) => options.Copies?.Find(fingerprint);

    public async Task<ReloadOutcome> ReloadAsync(string? yamlText, string source, string? file, CancellationToken cancellation)
    {
        await change.WaitAsync(cancellation);
        try
        {
            // Begun is finished: the caller's cancellation counts no more.
            string name = yamlText is null ? options.ConfigPath : file ?? source;
            ConfigReadResult read = Override(yamlText is null ? ConfigFile.Read(options.ConfigPath) : ConfigFile.Parse(yamlText, name), options);
            return await TryApplyAsync(read, name) is { } findings ? Refuse(name, findings) : Accept(read, name, source, file);
        }
        catch (Exception failure)
        {
            Events.Error("reload-failure", "the reload failed", ("failure", failure.ToString()));
            return Refuse(source, [Finding(source, "", $"the reload failed unexpectedly: {failure.Message}", "See the gateway's log.")]);
        }
        finally
        {
            change.Release();
        }
    }

    public OperatorOutcome SetLimit(string pool, string server, int? limit, string source) => Operators.SetLimit(pool, server, limit, source);

    public OperatorOutcome DrainServer(string pool, string server, bool drains, string source) => Operators.DrainServer(pool, server, drains, source);

    public OperatorOutcome Throttle(ThrottleOrder order, string source) => Operators.Throttle(order, source);

    public ThrottleReport? EndThrottle(string client, string? route, string source) => Operators.EndThrottle(client, route, source);

    public Task<DrainOutcome> DrainAsync(string source, CancellationToken cancellation) => Task.FromResult(BeginDrain(source));

    /// <summary>Takes no new clients, ends each connection with its next answer; what waits in the listeners' queues is still served.</summary>
    public DrainOutcome BeginDrain(string source)
    {
        TimeSpan patience = Applied.Config.Timeouts.Drain;
        bool started = Interlocked.Exchange(ref draining, 1) == 0;
        if (started)
        {
            Gateway.BeginDrain();
            Gateway.CloseListeners();
            Events.Information("drain", $"draining: no new clients, {Gateway.Clients.Count} may finish within {patience.TotalSeconds:0.#} s", ("by", source));
            Changes.Add(ChangeKind.Operator, "gateway", ChangeLog.GatewayDrains, source);
            DrainBegan?.Invoke();
        }

        return new DrainOutcome(started, Gateway.Clients.Count, options.Clock.UtcNow + patience);
    }

    /// <summary>A successor serves: this process drains and leaves the admin address to it.</summary>
    public void BeginHandOver()
    {
        BeginDrain(ChangeLog.TakeoverSource);
        diagnosis.Leave();
        _ = admin.ReleaseAsync();
    }

    /// <summary>Until all clients have left or the time is up; returns how many are left.</summary>
    public int WaitForClients()
    {
        // A question to every worker: when it is answered the listeners are closed, and whoever waited in their queues is a client.
        Gateway.Sockets.ListeningSockets();
        return Gateway.WaitForClients(TimeSpan.FromMilliseconds(20), Gateway.LetIdleClientsGo);
    }

    /// <summary>For those who print its address; traffic does not wait for it.</summary>
    public bool WaitForAdmin(TimeSpan patience) => SpinWait.SpinUntil(() => AdminAddress is not null, patience);

    /// <summary>Once a second, from the control thread.</summary>
    public void Sample()
    {
        reporter.Sample();
        agents.Desk.Tick();
        Operators.Tick();
        options.Limits?.Keep(Gateway.LearnedLimits, options.Clock.NowNanoseconds);
        foreach (OverloadNotice notice in Gateway.TakeNotices())
        {
            Events.Write(notice.Level, notice.Kind, notice.Message, notice.Fields);
            protection.Note(notice.Step, options.Clock.NowNanoseconds);
        }
    }

    public async Task RefreshNamesAsync()
    {
        await change.WaitAsync();
        try
        {
            if (!IsDraining)
            {
                await Gateway.RefreshNamesAsync(CancellationToken.None);
            }
        }
        finally
        {
            change.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await admin.DisposeAsync();
        exporter?.Dispose();
        incidents.Dispose();
        diagnosis.Dispose();
        series.Dispose();
        Gateway.Dispose();
        change.Dispose();
    }

    private void BeginBackground()
    {
        Gateway.Metrics.Control.ReloadApplied(Applied.LoadedAt);
        admin.Begin(Applied.Config.Admin);
        diagnosis.Begin();
        incidents.Begin();
        series.Begin();
        exporter = OtlpSide.Begin(Gateway, Applied.Config.Telemetry.Otlp, options.Clock, Events);
        ProtectionEvents.Write(Events, Applied.Config);
        KeepCopy();
    }

    /// <summary>Null when it is in use now, else why not.</summary>
    private async Task<IReadOnlyList<ConfigFinding>?> TryApplyAsync(ConfigReadResult read, string name)
    {
        if (IsDraining)
        {
            return [Finding(name, "", "the gateway is draining", "Send it to the gateway that takes over.")];
        }

        if (read.Config is not { } next)
        {
            return read.Findings;
        }

        if (admin.Apply(next.Admin) is { } refusal)
        {
            return [Finding(name, "admin", refusal.Message, "The configuration in use stays.")];
        }

        bool applied = false;
        try
        {
            IReadOnlyList<ListenFailure> failures = await Gateway.ApplyAsync(next, CancellationToken.None);
            applied = failures.Count == 0;
            return applied ? null : [.. failures.Select(failure => Finding(name, "listeners", failure.Message, "The configuration in use stays."))];
        }
        finally
        {
            if (!applied)
            {
                // Also when it threw: the tokens of a refused configuration must not stay in force.
                admin.Apply(Applied.Config.Admin);
            }

            if (IsDraining)
            {
                // The drain began while names were resolved: what it had closed is open again. One that begins now closes by itself.
                Gateway.CloseListeners();
            }
        }
    }

    private ReloadOutcome Accept(ConfigReadResult read, string name, string source, string? file)
    {
        IReadOnlyList<ConfigFinding> findings = [.. read.Findings, .. RestartOnlyChanges.Find(Applied.Config, read.Config!, name)];
        AppliedConfig before = Applied;
        Applied = new AppliedConfig(read.Config!, read.Source, name, before.Revision + 1, options.Clock.UtcNow);
        NoteRoutes();
        string changed = ConfigChanges.Note(Changes, before, Applied, source, file);
        LastRefused = null;
        Gateway.Metrics.Control.ReloadApplied(Applied.LoadedAt);
        Events.Information("config-applied", $"configuration applied: revision {Applied.Revision}", ("source", name), ("fingerprint", Applied.Fingerprint));
        ConfigEvents.Write(Events, findings);
        ProtectionEvents.Write(Events, Applied.Config);
        KeepCopy();
        return new ReloadOutcome(true, Applied.Revision, Applied.Fingerprint, findings) { Changed = changed, ProtectionOff = ProtectionEvents.In(Applied.Config, out _) };
    }

    private ReloadOutcome Refuse(string name, IReadOnlyList<ConfigFinding> findings)
    {
        LastRefused = new RefusedConfigReport(name, options.Clock.UtcNow, findings);
        Gateway.Metrics.Control.ReloadRefused();
        Events.Warning("config-refused", $"configuration refused, revision {Applied.Revision} stays in use", ("source", name), ("findings", findings.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        ConfigEvents.Write(Events, findings);
        return new ReloadOutcome(false, Applied.Revision, Applied.Fingerprint, findings);
    }

    private void NoteRoutes()
    {
        RoutingSnapshot snapshot = Gateway.Snapshot;
        incidents.Routes.Note(options.Clock.UtcNow, snapshot.Routes.Select(route => (route.Name, snapshot.Pools[route.PoolIndex].Name)));
    }

    private void KeepCopy()
    {
        if (options.Copies is { } copies)
        {
            AppliedConfig applied = Applied;
            _ = Task.Run(() => copies.Keep(applied));
        }
    }

    private static ConfigReadResult Override(ConfigReadResult read, GatewayHostOptions options) => read.Config is { } config && options.Drain is { } drain
        ? read with { Config = config with { Timeouts = config.Timeouts with { Drain = drain } } }
        : read;

    private static ConfigFinding Finding(string file, string path, string message, string remedy) => new(file, 0, 0, path, message, remedy) { Rule = "apply" };
}
