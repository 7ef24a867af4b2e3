using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Notifications;
using Holdfast.Storage.Records;
using Holdfast.Telemetry;

namespace Holdfast.Incidents.Tests.Kills;

/// <summary>
/// What a gateway does with incidents, in a process of its own that is killed at any moment: it opens them, notes what people say, tells
/// somebody, ends them, and writes down outside what it has promised. Started by <see cref="KillField"/>.
/// </summary>
internal static class KillVictim
{
    public const string Policy = """
        team: shop team
        channels:
          sink: { type: webhook, url: "http://127.0.0.1:1/" }
        levels:
          - { notify: [sink] }
        groupFor: 0s
        """;

    /// <param name="arguments">Directory, number of the run, kind.</param>
    public static int Run(string[] arguments)
    {
        (string directory, string run, VictimKind kind) = (arguments[0], arguments[1], Enum.Parse<VictimKind>(arguments[2]));
        WarmUp(Path.Combine(directory, $"warm-{run}.db"));
        Console.Out.WriteLine("ready");
        if (Console.In.ReadLine() is null)
        {
            return 0;
        }

        using RecordStore store = Open(Path.Combine(directory, "incidents.db"));
        using AppendedFile sink = new(Path.Combine(directory, "sink"));
        using AppendedFile promised = new(Path.Combine(directory, "promised"));
        IncidentBook book = new(store);
        book.Refresh();
        INotificationChannel channel = kind == VictimKind.TellsAfterItSaidSo ? new LateChannel(sink, run) : new SinkChannel(sink, run);
        EscalationDesk escalation = new(book, SystemClock.Instance, _ => channel);
        escalation.TakePolicy(Policy);
        escalation.Lanes();
        // As in the gateway: the lane has a thread of its own.
        new Thread(() => Pump(escalation)) { IsBackground = true }.Start();
        for (bool isFirst = true; ; isFirst = false)
        {
            LiveThroughOne(new IncidentDesk(book, SystemClock.Instance), escalation, promised, kind);
            if (isFirst)
            {
                Console.Out.WriteLine("lives");
            }
        }
    }

    public static RecordStore Open(string path) => new(new RecordStoreOptions { Path = path }, SystemClock.Instance, new EventLog(Console.Error, SystemClock.Instance));

    private static void LiveThroughOne(IncidentDesk desk, EscalationDesk escalation, AppendedFile promised, VictimKind kind)
    {
        long id = Do($"outage {Guid.NewGuid():N}", text => desk.Open(text, "shop", null, null, "anna"));
        escalation.Tick();
        Do($"note {Guid.NewGuid():N}", text => desk.Note(id, text, NoteKind.Investigated, null, "ben"));
        Do($"end {Guid.NewGuid():N}", text => desk.Resolve(id, text, "anna"));
        escalation.Tick();

        long Do(string text, Func<string, DeskAnswer> act)
        {
            if (kind == VictimKind.PromisesBeforeItWrites)
            {
                promised.Add(text);
                Thread.Sleep(20);
            }

            Incident incident = act(text).Incident!;
            if (kind != VictimKind.PromisesBeforeItWrites)
            {
                promised.Add(text);
            }

            return incident.Id;
        }
    }

    private static void Pump(EscalationDesk escalation)
    {
        while (true)
        {
            if (escalation.Pump("sink") == 0)
            {
                Thread.Sleep(1);
            }
        }
    }

    /// <summary>The same work in a store that nobody looks at, so that the time before a kill is not the compiler's.</summary>
    private static void WarmUp(string path)
    {
        using RecordStore store = Open(path);
        IncidentBook book = new(store);
        using AppendedFile nowhere = new("/dev/null");
        EscalationDesk escalation = new(book, SystemClock.Instance, _ => new SinkChannel(nowhere, "0"));
        escalation.TakePolicy(Policy);
        LiveThroughOne(new IncidentDesk(book, SystemClock.Instance), escalation, nowhere, VictimKind.Right);
        escalation.Lanes();
        escalation.Pump("sink");
    }
}
