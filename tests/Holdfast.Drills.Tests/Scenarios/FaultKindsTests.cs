using Holdfast.Drills.Scenarios;

namespace Holdfast.Drills.Tests.Scenarios;

public class FaultKindsTests
{
    public static TheoryData<string, Fault, string> Faults => new()
    {
        { "kill", new Fault { Kill = "a" }, "kill a" },
        { "start", new Fault { Start = "a" }, "start a" },
        { "freeze", new Fault { Freeze = "a" }, "freeze a" },
        { "thaw", new Fault { Thaw = "a" }, "thaw a" },
        { "die", new Fault { Die = "a" }, "die a" },
        { "revive", new Fault { Revive = "a" }, "revive a" },
        { "behaviour", new Fault { Behaviour = "a", Set = new Dictionary<string, string> { ["latencyFactor"] = "10" }, Capacity = 7 }, "change a latencyFactor=10" },
        { "configuration", new Fault { Configuration = "weights-wrong" }, "swap weights-wrong" },
        { "announce", new Fault { Announce = "release", About = "pool:shop" }, "announce release about pool:shop" },
        { "note", new Fault { Note = "release" }, "" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Fault_DoesWhatItsKeySays(string key, Fault fault, string call)
    {
        FaultKind kind = FaultKinds.Of(fault);
        kind.Key.ShouldBe(key);
        Recorder recorder = new();
        await kind.Apply(recorder, fault, CancellationToken.None);
        recorder.Call.ShouldBe(call);
        kind.Sentence(fault).ShouldNotBeEmpty();
    }

    [Fact]
    public void EveryKind_HasACase() => Faults.Select(static row => (string)row[0]).ShouldBe(FaultKinds.All.Select(static kind => kind.Key));

    [Fact]
    public void Capacity_FollowsTheFault()
    {
        After(new Fault { Kill = "a" }).ShouldBe(0);
        After(new Fault { Start = "a" }).ShouldBe(100);
        After(new Fault { Freeze = "a" }).ShouldBe(0);
        After(new Fault { Thaw = "a" }).ShouldBe(100);
        After(new Fault { Die = "a" }).ShouldBe(0);
        After(new Fault { Revive = "a" }).ShouldBe(100);
        After(new Fault { Behaviour = "a", Capacity = 7 }).ShouldBe(7);
        After(new Fault { Behaviour = "a" }).ShouldBe(40);

        static double After(Fault fault) => FaultKinds.Of(fault).CapacityAfter!(fault, 100, 40);
    }

    private sealed class Recorder : IFaultTarget
    {
        public string Call { get; private set; } = "";

        public void Kill(string server) => Call = $"kill {server}";

        public void Freeze(string server) => Call = $"freeze {server}";

        public void Thaw(string server) => Call = $"thaw {server}";

        public Task StartAsync(string server, CancellationToken cancellation) => Note($"start {server}");

        public Task DieAsync(string server, CancellationToken cancellation) => Note($"die {server}");

        public Task ReviveAsync(string server, CancellationToken cancellation) => Note($"revive {server}");

        public Task ChangeBehaviourAsync(string server, IReadOnlyDictionary<string, string> values, CancellationToken cancellation) =>
            Note($"change {server} {string.Join(",", values.Select(static pair => $"{pair.Key}={pair.Value}"))}");

        public Task SwapConfigurationAsync(string template, CancellationToken cancellation) => Note($"swap {template}");

        public Task AnnounceAsync(string deployment, string subject, CancellationToken cancellation) => Note($"announce {deployment} about {subject}");

        private Task Note(string call)
        {
            Call = call;
            return Task.CompletedTask;
        }
    }
}
