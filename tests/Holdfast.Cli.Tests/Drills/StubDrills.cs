using Holdfast.Cli.Tests.Drills.Stub;
using Holdfast.Configuration;
using Holdfast.Drills.Load;
using Holdfast.Drills.Reports;
using Holdfast.Drills.Running;
using Holdfast.Drills.Scenarios;
using Holdfast.Foundation;
using Holdfast.Networking.Linux;

namespace Holdfast.Cli.Tests.Drills;

/// <summary>
/// Two small drills before a gateway stub that is perfect and before one that is broken, through the whole runner: servers, stub and load
/// are real. Each run puts many kinds of expectation to the test.
/// </summary>
public sealed class StubDrills : IAsyncLifetime
{
    // One server at a time bears 83 requests/s: alone it drowns in 120, two bear them easily. Bounds are wide for a busy machine.
    private const string Requests = """
        title: One of three servers dies
        origins:
          - { name: a, capacity: 80, address: "127.0.78.1:18000", control: "127.0.78.1:19000", options: &server { service: "fixed:12ms", workers: 1, queue: 5000 } }
          - { name: b, capacity: 80, address: "127.0.78.2:18000", control: "127.0.78.2:19000", options: *server }
          - { name: c, capacity: 80, address: "127.0.78.3:18000", control: "127.0.78.3:19000", options: *server }
        gateway: { listen: "127.0.78.100:18080", admin: "127.0.78.100:19900", values: { places: 8 } }
        traffic:
          - { name: users, rate: 120/s, clients: { count: 1, first: 127.0.78.200 }, keepAlive: false, deadline: 2s, timeout: 6s, connections: 1000 }
        phases:
          - { name: calm, for: 3s }
          - { name: killed, for: 7s }
        faults:
          - { at: 3s, kill: c }
        expect:
          - { that: goodput-of-capacity, during: killed, atLeast: 90% }
          - { that: class-success, class: users, during: killed, atLeast: 90% }
          - { that: class-p99, class: users, during: killed, atMost: 1500ms }
          - { that: users-failed, during: killed, atMost: 10% }
          - { that: seconds-below-95, during: killed, atMost: 2 }
          - { that: recovery-seconds, during: killed, atMost: 4s }
          - { that: detection-seconds, during: killed, atMost: 2s }
          - { that: detected-before-harm, during: killed, atLeast: 0s }
          - { that: cause-first, cause: sick-server, ruledOut: [network], during: killed, atMost: 2s }
          - { that: clients-named, class: users, during: killed, atMost: 2s }
          - { that: requests-lost, class: users, during: killed, atMost: 20 }
          - { that: share-per-server, during: killed, atMost: 75% }
          - { that: peak-in-flight, during: killed, atMost: 10 }

        """;

    private const string Sessions = """
        title: More people than places
        unit: sessions
        origins:
          - { name: a, capacity: 10, address: "127.0.76.1:18000", control: "127.0.76.1:19000", options: &host { service: "fixed:5ms", sessions: 10, session-death: 1.5, death-restart: 2s } }
          - { name: b, capacity: 10, address: "127.0.76.2:18000", control: "127.0.76.2:19000", options: *host }
        gateway: { listen: "127.0.76.100:18080", admin: "127.0.76.100:19900", values: { places: 10 } }
        traffic:
          - { name: people, rate: 30/s, session: { for: 2s, protocol: websocket, reconnect: delayed, reconnectDelay: 100ms, users: 300 }, timeout: 5s, connections: 300 }
        phases:
          - { name: filling, for: 2s }
          - { name: crowd, for: 5s }
        expect:
          - { that: lost-sessions, atMost: 0 }
          - { that: server-deaths, atMost: 0 }
          - { that: sessions-held, during: crowd, atLeast: 75% }

        """;

    private readonly Dictionary<string, Verdict> perfect = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Verdict> broken = new(StringComparer.Ordinal);

    /// <summary>By kind of expectation.</summary>
    internal IReadOnlyDictionary<string, Verdict> Perfect => perfect;

    internal IReadOnlyDictionary<string, Verdict> Broken => broken;

    public Task InitializeAsync() => Task.WhenAll(RunBothAsync(Requests, "requests", StubManner.Perfect), RunBothAsync(Sessions, "sessions", StubManner.PerfectForSessions));

    public Task DisposeAsync() => Task.CompletedTask;

    private async Task RunBothAsync(string text, string name, StubManner manner)
    {
        Scenario scenario = ScenarioReader.Read(text, $"{name}.yaml", name, static _ => null, out ConfigReadResult findings) ?? throw new InvalidDataException(ConfigFindingFormatter.FormatText(findings));
        Keep(scenario, await RunAsync(scenario, manner), perfect);
        Keep(scenario, await RunAsync(scenario, StubManner.Broken), broken);
    }

    private static void Keep(Scenario scenario, DrillReport report, Dictionary<string, Verdict> verdicts)
    {
        lock (verdicts)
        {
            foreach ((ScenarioExpectation expectation, Verdict verdict) in scenario.Expectations.Zip(report.Verdicts))
            {
                verdicts[expectation.That] = verdict;
            }
        }
    }

    private static async Task<DrillReport> RunAsync(Scenario scenario, StubManner manner)
    {
        using Workplace workplace = new();
        DrillOptions options = new()
        {
            Holdfast = ["dotnet", Path.Combine(AppContext.BaseDirectory, "holdfast.dll")],
            StateRoot = workplace.File("drills"),
            Clock = SystemClock.Instance,
            Engine = new LoadEngine(new LinuxNetwork(), SystemClock.Instance),
            ReadTemplate = static _ => "{NAME} {SERVER} {PLACES}\n",
        };
        return await new DrillRunner(options, new NobodyLooks()).RunAsync(scenario, new StubGateway(manner) { Name = "stub" }, quick: false, CancellationToken.None);
    }

    private sealed class NobodyLooks : IDrillObserver
    {
        public void Step(string text)
        {
        }

        public void Happened(RunEvent happened)
        {
        }

        public void Second(DrillSecond second)
        {
        }
    }
}
