using System.Net.Http;
using Holdfast.Drills.Running;
using Holdfast.Drills.Scenarios;
using Holdfast.Foundation;

namespace Holdfast.Drills.Tests.Running;

public class TimeLineTests
{
    // All at the start: the clock stands still, and nothing is waited for.
    private static readonly Scenario Scenario = new()
    {
        Origins = [new ScenarioOrigin { Name = "a", Capacity = 50 }, new ScenarioOrigin { Name = "b", Capacity = 70 }],
        Phases = [new ScenarioPhase { Name = "calm", Length = TimeSpan.FromSeconds(2) }],
        Faults =
        [
            new Fault { Kill = "a" },
            new Fault { Start = "a" },
            new Fault { Behaviour = "b", Set = new Dictionary<string, string> { ["latencyFactor"] = "10" }, Capacity = 7 },
            new Fault { Announce = "release 4711", About = "pool:shop" },
            new Fault { Note = "release 4712" },
        ],
    };

    [Fact]
    public async Task Faults_AreDoneInOrder_AndSetTheCapacity()
    {
        Servers servers = new();
        (TimeLine timeLine, EventBook events) = Make(servers);
        await timeLine.RunAsync(new DrillClock(new VirtualClock()), CancellationToken.None);
        servers.Calls.ShouldBe(["kill a", "start a", "change b", "announce release 4711 about pool:shop"]);
        timeLine.CapacityOf("a").Select(static step => step.Capacity).ShouldBe([50, 0, 50]);
        timeLine.CapacityOf("b").Select(static step => step.Capacity).ShouldBe([70, 7]);
        events.InOrder().Select(static happened => (happened.Kind, happened.Text)).ShouldBe(
        [
            (RunEventKind.Phase, "calm"),
            (RunEventKind.Fault, "a is killed"),
            (RunEventKind.Fault, "a is started again"),
            (RunEventKind.Fault, "b changes: latencyFactor 10"),
            (RunEventKind.Note, "announced: release 4711 (pool:shop)"),
            (RunEventKind.Note, "noted: release 4712"),
        ]);
    }

    [Fact]
    public async Task ServersThatAreStartedInTheSameMoment_DoNotWaitForOneAnother()
    {
        Servers servers = new() { Starting = 2 };
        Fault[] faults = [new Fault { Kill = "a" }, new Fault { Kill = "b" }, new Fault { Start = "a" }, new Fault { Start = "b" }, new Fault { Note = "both are there" }];
        TimeLine timeLine = new(Scenario with { Faults = faults }, servers, new EventBook(new NobodyWatches()));
        await timeLine.RunAsync(new DrillClock(new VirtualClock()), CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(10));
        servers.Calls.ShouldBe(["kill a", "kill b", "start a", "start b"]);
    }

    [Fact]
    public async Task FaultThatCannotBeDone_IsSaid_AndEndsTheTimeLine()
    {
        Servers servers = new() { Refuses = true };
        (TimeLine timeLine, _) = Make(servers);
        DrillException failure = await Should.ThrowAsync<DrillException>(() => timeLine.RunAsync(new DrillClock(new VirtualClock()), CancellationToken.None));
        failure.Message.ShouldBe("the fault 'b changes: latencyFactor 10' could not be done: nobody listens");
        timeLine.CapacityOf("b").ShouldHaveSingleItem().Capacity.ShouldBe(70);
    }

    [Fact]
    public void Phases_FollowEachOther() =>
        TimeLine.Spans(Scenario with { Phases = [new ScenarioPhase { Name = "x", Length = TimeSpan.FromSeconds(2) }, new ScenarioPhase { Name = "y", Length = TimeSpan.FromSeconds(3) }] })
            .ShouldBe([new PhaseSpan("x", 0, 2), new PhaseSpan("y", 2, 5)]);

    private static (TimeLine TimeLine, EventBook Events) Make(Servers servers)
    {
        EventBook events = new(new NobodyWatches());
        return (new TimeLine(Scenario, servers, events), events);
    }

    private sealed class Servers : IFaultTarget
    {
        public List<string> Calls { get; } = [];

        private readonly TaskCompletionSource allBegun = new();

        public bool Refuses { get; init; }

        /// <summary>None is there before so many are begun; 0 for each by itself.</summary>
        public int Starting { get; init; }

        public void Kill(string server) => Calls.Add($"kill {server}");

        public void Freeze(string server) => Calls.Add($"freeze {server}");

        public void Thaw(string server) => Calls.Add($"thaw {server}");

        public Task StartAsync(string server, CancellationToken cancellation)
        {
            Calls.Add($"start {server}");
            if (Calls.Count(static call => call.StartsWith("start", StringComparison.Ordinal)) >= Starting)
            {
                allBegun.TrySetResult();
            }

            return allBegun.Task;
        }

        public Task DieAsync(string server, CancellationToken cancellation) => Note($"die {server}");

        public Task ReviveAsync(string server, CancellationToken cancellation) => Note($"revive {server}");

        public Task ChangeBehaviourAsync(string server, IReadOnlyDictionary<string, string> values, CancellationToken cancellation) =>
            Refuses ? throw new HttpRequestException("nobody listens") : Note($"change {server}");

        public Task SwapConfigurationAsync(string template, CancellationToken cancellation) => Note($"swap {template}");

        public Task AnnounceAsync(string deployment, string subject, CancellationToken cancellation) => Note($"announce {deployment} about {subject}");

        private Task Note(string call)
        {
            Calls.Add(call);
            return Task.CompletedTask;
        }
    }
}
