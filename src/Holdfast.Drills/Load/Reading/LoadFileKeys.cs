using Holdfast.Configuration.Keys;
using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Drills.Load;

internal static class LoadFileKeys
{
    public static RecordKeys<LoadFile> Keys { get; } = new(
        "LoadFile",
        "the top level",
        new LoadFile(),
        new PropertyKey<LoadFile, string>("target", nameof(LoadFile.Target), new TextKind("127.0.0.1:8080"), file => file.Target, (file, value) => file with { Target = value })
        {
            Meaning = "Where to, when the command line does not say it.",
        },
        new PropertyKey<LoadFile, int>("seed", nameof(LoadFile.Seed), new IntegerKind(0, int.MaxValue), file => file.Seed, (file, value) => file with { Seed = value })
        {
            Meaning = "Of all randomness, to repeat a run.",
            Default = "another one each time",
        },
        new PropertyKey<LoadFile, TimeSpan>("warmUp", nameof(LoadFile.WarmUp), new DurationKind(TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(24), mayBeZero: true),
            file => file.WarmUp, (file, value) => file with { WarmUp = value })
        {
            Meaning = "Sent first and not measured.",
            Default = "2s",
            Example = "5s",
        },
        new PropertyKey<LoadFile, TimeSpan>("for", nameof(LoadFile.Duration), new DurationKind(TimeSpan.FromMilliseconds(100), TimeSpan.FromDays(7)),
            file => file.Duration, (file, value) => file with { Duration = value })
        {
            Meaning = "How long is measured.",
            Default = "the length of the longest rate, or 10s",
            Example = "60s",
        },
        new PropertyKey<LoadFile, int>("threads", nameof(LoadFile.Threads), new IntegerKind(1, 256), file => file.Threads, (file, value) => file with { Threads = value })
        {
            Meaning = "Threads that send; each needs a processor of its own.",
            Default = "1",
            Example = "1",
        },
        new PropertyKey<LoadFile, IReadOnlyList<TrafficClass>>("classes", nameof(LoadFile.Classes), TrafficKeys.Classes, file => file.Classes, (file, value) => file with { Classes = value })
        {
            IsRequired = true,
            Meaning = "The traffic.",
            Example = "[{ name: shop, rate: 200/s }]",
        },
        new PropertyKey<LoadFile, IReadOnlyList<LoadAbortRule?>>("abort", nameof(LoadFile.Abort), new ListKind<LoadAbortRule?>(LoadKinds.Abort), file => file.Abort, (file, value) => file with { Abort = value })
        {
            Meaning = "When to stop at once.",
        },
        new PropertyKey<LoadFile, IReadOnlyList<LoadThreshold>>("fail", nameof(LoadFile.Fail), LoadKinds.Thresholds, file => file.Fail, (file, value) => file with { Fail = value })
        {
            Meaning = "What must hold; otherwise the exit code is 1.",
        })
    {
        Meaning = "A traffic file.",
        Example = "{ classes: [{ name: shop, rate: 200/s }] }",
    };
}
