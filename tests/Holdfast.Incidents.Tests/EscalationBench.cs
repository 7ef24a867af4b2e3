namespace Holdfast.Incidents.Tests;

/// <summary>A bench with people who can be called: anna and ben in turn, a chat, a mail. Virtual time.</summary>
internal sealed class EscalationBench : IDisposable
{
    public const string Policy = """
        team: shop team
        channels:
          pager: { type: webhook, url: "http://127.0.0.1:1/", fallback: mail }
          mail: { type: smtp, to: oncall@example.org }
          chat: { type: webhook, shape: slack, url: "http://127.0.0.1:1/" }
        contacts:
          anna: { channels: [pager] }
          ben: { channels: [pager] }
          boss: { channels: [mail] }
        rotations:
          primary: { from: 2030-03-11T09:00, every: 7d, zone: Europe/Paris, people: [anna, ben] }
        levels:
          - { notify: [primary] }
          - { notify: [chat, boss], after: 10m }
        repeat: 20m
        noDiagnosisAfter: 5m
        """;

    /// <param name="policy">"" for none yet.</param>
    public EscalationBench(string policy = Policy, string? path = null)
    {
        Bench = new Bench(path);
        Bench.Book.Refresh();
        Desk = NewDesk();
        if (policy.Length > 0)
        {
            Desk.TakePolicy(policy).ShouldBeEmpty();
        }

        Bench.EachSecond = Second;
    }

    public Bench Bench { get; }

    public EscalationDesk Desk { get; private set; }

    public Dictionary<string, FakeChannel> Channels { get; } = new() { ["pager"] = new(), ["mail"] = new(), ["chat"] = new() };

    public FakeChannel Pager => Channels["pager"];

    public FakeChannel Mail => Channels["mail"];

    public FakeChannel Chat => Channels["chat"];

    /// <summary>A new process with the same records.</summary>
    public void Restart()
    {
        Bench.RestartWatch();
        Desk = NewDesk();
        Desk.TakePolicy(Policy).ShouldBeEmpty();
    }

    public void Declare()
    {
        Bench.Run(100);
        Bench.Break(100_000, 0.6);
        Bench.Run(3);
        Bench.Declare();
        Bench.Run(1);
    }

    public void Dispose() => Bench.Dispose();

    private void Second()
    {
        Desk.Tick();
        foreach (string lane in Desk.Lanes())
        {
            Desk.Pump(lane);
        }
    }

    private EscalationDesk NewDesk() => new(Bench.Book, Bench.Clock, config => Channels[config.Name]);
}
