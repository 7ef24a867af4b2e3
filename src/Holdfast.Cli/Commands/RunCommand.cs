using System.CommandLine;
using System.Globalization;
using Holdfast.Configuration;
using Holdfast.DataPlane;
using Holdfast.Foundation;
using Holdfast.Incidents.Escalation.Reading;
using Holdfast.Networking.Linux;
using Holdfast.Telemetry;

namespace Holdfast.Cli;

/// <summary>`holdfast run`: file -> findings or a gateway -> signals until it has drained. Next: <see cref="GatewayHost"/>.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        Argument<string> config = new("CONFIG") { Description = "Configuration file (YAML)" };
        Option<bool> checkOnly = new("--check-only") { Description = "Read the file, print every mistake, serve nothing" };
        Option<bool> json = new("--json") { Description = "With --check-only: print the findings as JSON" };
        Option<bool> takeover = new("--takeover") { Description = "Replace the gateway that is running, without losing a request" };
        Option<string?> socket = new("--control-socket") { Description = "Where a gateway that takes over finds this one", HelpName = "PATH" };
        Option<TimeSpan?> drain = new("--drain") { Description = "How long clients may finish at the end; by default timeouts.drain", HelpName = "30s", CustomParser = Parsers.Duration };
        Option<ulong?> seed = new("--seed") { Description = "Of all randomness, to repeat a run", HelpName = "NUMBER", CustomParser = Parsers.Seed };
        Option<string?> state = StateDirectoryOption.Create("Where the series and copies of good configurations are kept");
        Option<string?> escalation = new("--escalation") { Description = "Policy by which people are told of incidents; by default escalation.yaml beside the configuration", HelpName = "FILE" };
        ExampleCommand command = new(
            "run",
            "Serve: balance requests over servers as the configuration says. SIGHUP reloads, SIGTERM drains and ends, SIGUSR1 reopens the access log",
            "holdfast run gateway.yaml",
            "holdfast run gateway.yaml --check-only",
            "holdfast run gateway.yaml --takeover",
            "kill -HUP $(pidof holdfast)        # read the file again")
        { config, checkOnly, json, takeover, socket, drain, seed, state, escalation };
        command.SetAction(result => Run(new RunOptions
        {
            ConfigPath = result.GetRequiredValue(config),
            CheckOnly = result.GetValue(checkOnly),
            Json = result.GetValue(json),
            Takeover = result.GetValue(takeover),
            ControlSocket = result.GetValue(socket),
            Drain = result.GetValue(drain),
            Seed = result.GetValue(seed),
            StateDirectory = result.GetValue(state),
            EscalationPath = result.GetValue(escalation),
        }));
        return command;
    }

    private static int Run(RunOptions options)
    {
        ConfigReadResult read = ConfigFile.Read(options.ConfigPath);
        if (options.CheckOnly)
        {
            (string path, IReadOnlyList<PolicyFinding> ofPolicy) = EscalationFile.Check(options.EscalationPath, options.ConfigPath);
            return CheckOnlyReport.Print(options.ConfigPath, read, path, ofPolicy, options.Json);
        }

        if (read.Findings.Count > 0)
        {
            Console.Error.Write(ConfigFindingFormatter.FormatText(read));
        }

        return read.IsValid ? Serve(options, read) : InputFile.IsUnreadable(read) ? UsageErrors.ExitCode : 1;
    }

    private static int Serve(RunOptions options, ConfigReadResult read)
    {
        using Signals signals = new();
        EventLog events = new(Console.Error, SystemClock.Instance);
        ulong seed = options.Seed ?? Seeds.New(SystemClock.Instance);

        string? directory = LastGoodCopies.DirectoryFrom(options.StateDirectory, Environment.GetEnvironmentVariable);
        string? socket = ControlSocket.PathFor(options.ControlSocket, read.Config!, Environment.GetEnvironmentVariable);
        using TakeoverSide? takeover = TakeoverSide.Begin(options, socket, events);
        if (takeover is null)
        {
            return 1;
        }

        LimitFile? limits = LimitFile.In(directory, socket, events);
        GatewayHostStart start = GatewayHost.Start(
            new GatewayHostOptions
            {
                ConfigPath = options.ConfigPath,
                Network = new LinuxNetwork(),
                Clock = SystemClock.Instance,
                Events = events,
                Seed = seed,
                Drain = options.Drain,
                Inherited = takeover.Inherited,
                SharedLimits = takeover.Limits,
                Limits = limits,
                Learned = options.Takeover ? [] : limits?.Read() ?? [],
                Copies = new LastGoodCopies(directory, events),
                SeriesPath = SeriesFile.PathIn(directory, read.Config!),
                EscalationPath = EscalationFile.PathFor(options.EscalationPath, options.ConfigPath),
                DrillsPath = DrillLedgerFile.PathIn(directory),
                IncidentsPath = SeriesFile.IncidentsIn(directory, read.Config!),
            },
            read);
        if (start.Host is not { } host)
        {
            return PrintFailures(start.Failures);
        }

        Console.Error.WriteLine(StartSummary.Of(host, seed));
        ControlLoop loop = new(host, events);
        takeover.Serving(host);
        signals.PassTo(loop.Post);
        int code = loop.Run();
        takeover.Dispose();
        host.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return code;
    }

    private static int PrintFailures(IReadOnlyList<ListenFailure> failures)
    {
        foreach (ListenFailure failure in failures)
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"holdfast: {failure.Message}"));
        }

        return 1;
    }
}
