using System.Globalization;
using Holdfast.Configuration;
using Holdfast.Drills.Load;
using Holdfast.Drills.Reports;
using Holdfast.Drills.Running;
using Holdfast.Drills.Scenarios;
using Holdfast.Foundation;
using Holdfast.Networking.Linux;

namespace Holdfast.Cli.Tests.Drills;

/// <summary>A drill can be proven: a gateway that answers everything passes it, one that answers nothing well fails it.</summary>
public class DrillStubTests
{
    private const string Scenario = """
        title: Nothing goes wrong
        origins:
          - { name: a, capacity: 500, address: "127.0.78.1:18000", control: "127.0.78.1:19000" }
        gateway: { listen: "127.0.78.100:18080", admin: "127.0.78.100:19900" }
        traffic:
          - { name: critical, rate: 100/s, timeout: 1s }
        phases:
          - { name: all, for: 3s }
        expect:
          - { that: class-success, class: critical, during: all, atLeast: 99% }
          - { that: class-p99, class: critical, during: all, atMost: 500ms }
          - { that: users-failed, during: all, atMost: 1% }
          - { that: seconds-below-95, during: all, atMost: 0 }
          - { that: requests-lost, class: critical, during: all, atMost: 0 }

        """;

    [Theory]
    [InlineData("0", true)]
    [InlineData("1", false)]
    [Trait("Category", "Slow")]
    public async Task StubGateway_IsJudgedByWhatItDoes(string errorRate, bool passes)
    {
        using Workplace workplace = new();
        Scenario scenario = ScenarioReader.Read(Scenario, "stub.yaml", "stub", static _ => null, out ConfigReadResult findings) ?? throw new InvalidDataException(ConfigFindingFormatter.FormatText(findings));
        DrillOptions options = new()
        {
            Holdfast = ["dotnet", Path.Combine(AppContext.BaseDirectory, "holdfast.dll")],
            StateRoot = workplace.File("drills"),
            Clock = SystemClock.Instance,
            Engine = new LoadEngine(new LinuxNetwork(), SystemClock.Instance),
            ReadTemplate = static _ => "nothing to configure\n",
        };
        DrillReport report = await new DrillRunner(options, new Silence()).RunAsync(scenario, new StubGateway(errorRate) { Name = "stub" }, quick: false, CancellationToken.None);
        report.Verdicts.Count.ShouldBe(5);
        foreach (Verdict verdict in report.Verdicts.Where(verdict => passes || !verdict.Sentence.StartsWith("class-p99", StringComparison.Ordinal)))
        {
            verdict.Passed.ShouldBe(passes, string.Create(CultureInfo.InvariantCulture, $"{verdict.Sentence}: {verdict.Measured} {verdict.Detail}"));
        }

        report.Passed.ShouldBe(passes);
    }

    /// <summary>A server that answers by itself stands in for a gateway: what is behind it does not matter.</summary>
    private sealed class StubGateway(string errorRate) : GatewayKind
    {
        public override string Ending => ".stub";

        public override string? Package => null;

        public override string Program => "holdfast";

        public override IReadOnlyList<string> Command(GatewayFiles files) =>
            [.. files.Program, "origin", "--address", files.Listener, "--control", files.Admin, "--service", "fixed:1ms", "--error-rate", errorRate];

        public override IReadOnlyList<string> CheckCommand(GatewayFiles files) => ["true"];

        public override Task ReloadAsync(GatewayFiles files, ProcessIdentity process, CancellationToken cancellation) => Task.CompletedTask;

        public override IGatewayWatch Watch(GatewayFiles files) => new NothingToSee();
    }

    private sealed class NothingToSee : IGatewayWatch
    {
        public Task<IReadOnlyList<string>> LookAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<string>>([]);
    }

    private sealed class Silence : IDrillObserver
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
