using Holdfast.Drills.Load;
using Holdfast.Drills.Running;
using Holdfast.Drills.Scenarios;
using Holdfast.Foundation;
using Holdfast.Networking.Linux;

namespace Holdfast.Drills.Tests.Running;

/// <summary>What stands in the way of a drill is said before anything is started, with the remedy.</summary>
public class PreflightTests
{
    // Addresses of these tests alone: a drill may run on the machine at the same time.
    private static readonly Scenario Scenario = new()
    {
        Name = "tiny",
        Origins = [new ScenarioOrigin { Name = "a", Address = "127.0.79.1:18000", Control = "127.0.79.1:19000" }],
        Gateway = new GatewayPlan { Listen = "127.0.79.100:18080", Admin = "127.0.79.100:19900" },
        Faults = [new Fault { Configuration = "weights-wrong" }],
    };

    private static readonly DrillOptions Options = new()
    {
        Holdfast = ["holdfast"],
        StateRoot = "/nowhere",
        Clock = SystemClock.Instance,
        Engine = new LoadEngine(new LinuxNetwork(), SystemClock.Instance),
        ReadTemplate = BuiltInDrills.Read,
    };

    [Fact]
    public void NothingInTheWay_IsNoProblem() => Problems(GatewayKinds.Find("holdfast")!).ShouldBeEmpty();

    [Fact]
    public void PeerThatIsNotInstalled_ComesWithTheCommandThatInstallsIt() =>
        Problems(new MissingGateway { Name = "haproxy" }).ShouldHaveSingleItem().ShouldBe("no-such-program-of-ours is not installed. Install it with: apt-get install no-such-package");

    [Fact]
    public void ConfigurationsThatAreMissing_AreNamed()
    {
        IReadOnlyList<string> problems = Problems(GatewayKinds.Find("holdfast")!, Options with { ReadTemplate = static _ => null });
        problems.Count.ShouldBe(2);
        problems[0].ShouldContain("peers/holdfast/requests.yaml");
        problems[1].ShouldContain("peers/holdfast/weights-wrong.yaml");
    }

    [Fact]
    public void TooFewDescriptors_AreSaid_WithTheCommandThatRaisesTheLimit() =>
        Problems(GatewayKinds.Find("holdfast")!, limit: 256).ShouldHaveSingleItem().ShouldBe("the drill needs about 1000 open descriptors, the limit is 256. Raise it with: ulimit -n 1000");

    [Theory]
    [InlineData("127.0.79.1:18000")]
    [InlineData("127.0.79.1:19000")]
    [InlineData("127.0.79.100:18080")]
    [InlineData("127.0.79.100:19900")]
    public void AddressInUse_IsNamed(string taken)
    {
        LinuxNetwork network = new();
        NetworkAddress.TryParse(taken, out NetworkAddress address).ShouldBeTrue();
        network.Listen(address, 1, out int descriptor, out _).IsDone.ShouldBeTrue();
        try
        {
            Problems(GatewayKinds.Find("holdfast")!).ShouldHaveSingleItem().ShouldStartWith($"{taken} is in use: ");
        }
        finally
        {
            network.CloseDescriptor(descriptor);
        }
    }

    private static IReadOnlyList<string> Problems(GatewayKind gateway, DrillOptions? options = null, long limit = 1000) =>
        Preflight.Problems(Scenario, gateway, options ?? Options, descriptorsNeeded: 1000, limit);

    private sealed class MissingGateway : GatewayKind
    {
        public override string Ending => ".cfg";

        public override string? Package => "no-such-package";

        public override string Program => "no-such-program-of-ours";

        public override IReadOnlyList<string> Command(GatewayFiles files) => files.Program;

        public override IReadOnlyList<string> CheckCommand(GatewayFiles files) => files.Program;

        public override Task<string?> ReloadAsync(GatewayFiles files, ProcessIdentity process, CancellationToken cancellation) => Task.FromResult<string?>(null);

        public override IGatewayWatch Watch(GatewayFiles files) => new LogWatch(files.Log);
    }
}
