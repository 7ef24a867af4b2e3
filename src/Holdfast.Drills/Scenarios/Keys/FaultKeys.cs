using Holdfast.Configuration.Keys;
using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Drills.Scenarios;

internal static class FaultKeys
{
    public static RecordKeys<Fault> Keys { get; } = new(
        "Fault",
        "faults",
        new Fault(),
        new PropertyKey<Fault, TimeSpan>("at", nameof(Fault.At), new DurationKind(TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1), mayBeZero: true), fault => fault.At, (fault, value) => fault with { At = value })
        {
            IsRequired = true,
            Meaning = "When, from the first request.",
            Example = "10s",
        },
        Text("kill", nameof(Fault.Kill), "a", "SIGKILL to the server's process.", fault => fault.Kill, (fault, value) => fault with { Kill = value }),
        Text("start", nameof(Fault.Start), "a", "Starts a killed server again.", fault => fault.Start, (fault, value) => fault with { Start = value }),
        Text("freeze", nameof(Fault.Freeze), "b", "SIGSTOP: the kernel still accepts connections, nothing answers.", fault => fault.Freeze, (fault, value) => fault with { Freeze = value }),
        Text("thaw", nameof(Fault.Thaw), "b", "SIGCONT.", fault => fault.Thaw, (fault, value) => fault with { Thaw = value }),
        Text("die", nameof(Fault.Die), "a", "The server closes its listener and resets its connections; its process stays.", fault => fault.Die, (fault, value) => fault with { Die = value }),
        Text("revive", nameof(Fault.Revive), "a", "Ends die at once.", fault => fault.Revive, (fault, value) => fault with { Revive = value }),
        Text("behaviour", nameof(Fault.Behaviour), "c", "Changes how a server behaves, by `set`.", fault => fault.Behaviour, (fault, value) => fault with { Behaviour = value }),
        new PropertyKey<Fault, IReadOnlyDictionary<string, string>>("set", nameof(Fault.Set), TextMap.Of("property", "10"), fault => fault.Set, (fault, value) => fault with { Set = value })
        {
            Meaning = "With behaviour: what changes, in the words of the server's control address.",
            Example = "{ latencyFactor: 10 }",
        },
        new PropertyKey<Fault, int>("capacity", nameof(Fault.Capacity), new IntegerKind(0, 1_000_000), fault => fault.Capacity, (fault, value) => fault with { Capacity = value })
        {
            Meaning = "With behaviour: what the server can do from then on.",
            Default = "unchanged",
            Example = "16",
        },
        Text("configuration", nameof(Fault.Configuration), "weights-wrong", "Gives the running gateway another configuration of drills/peers.",
            fault => fault.Configuration, (fault, value) => fault with { Configuration = value }),
        Text("announce", nameof(Fault.Announce), "\"release 4711 of the shop\"", "A deployment that the gateway is told of, as a pipeline tells it.",
            fault => fault.Announce, (fault, value) => fault with { Announce = value }),
        Text("about", nameof(Fault.About), "\"pool:shop\"", "With announce: what was deployed, in the words of holdfast series.", fault => fault.About, (fault, value) => fault with { About = value }),
        Text("note", nameof(Fault.Note), "\"the campaign's mail goes out\"", "Something unrelated, for the report.", fault => fault.Note, (fault, value) => fault with { Note = value }))
    {
        Meaning = "One event of the time line; exactly one action each.",
        Example = "{ at: 10s, kill: a }",
    };

    private static PropertyKey<Fault, string> Text(string name, string property, string example, string meaning, Func<Fault, object?> valueOf, Func<Fault, string, Fault> with) =>
        new(name, property, new TextKind(example), valueOf, with) { Meaning = meaning, Default = "none" };
}
