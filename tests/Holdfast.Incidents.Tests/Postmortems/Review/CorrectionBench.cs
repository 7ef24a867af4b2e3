using Holdfast.Incidents.Escalation;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Measures;
using Holdfast.Incidents.Postmortems.Review;
using Holdfast.Incidents.Reports;

namespace Holdfast.Incidents.Tests.Postmortems.Review;

/// <summary>An incident of which the diagnosis says that a pool ran out of connections, with what people do to its postmortem.</summary>
internal sealed class CorrectionBench : IDisposable
{
    public const string Drafted = "Every connection to pool shop was in use and requests waited for one while the servers had time";

    private readonly Bench bench = new();

    public CorrectionBench()
    {
        Desk = new PostmortemDesk(bench.Desk, static () => new EscalationConfig { Team = "shop team" }, null, static _ => []);
        bench.Run(100);
        bench.Outage();
        bench.Desk.Resolve(1, null, "anna");
        Desk.Tick();
        Desk.Read(1)!.Markdown.ShouldContain($"- **Root cause:** {Drafted}");
    }

    public PostmortemDesk Desk { get; }

    public Incident Only => bench.Only;

    public IncidentMeasures Measured => IncidentMeter.Between(bench.Book.All, DateTimeOffset.MinValue, DateTimeOffset.MaxValue).ShouldHaveSingleItem();

    public void Dispose() => bench.Dispose();

    /// <param name="name">For the header; null for no such line.</param>
    public string With(string cause, string? name = null)
    {
        string draft = Desk.Read(1, 1)!.Markdown.Replace(Drafted, cause, StringComparison.Ordinal);
        return name is null ? draft : draft.Replace("\nAuthor: ", $"\nCause: {name}\nAuthor: ", StringComparison.Ordinal);
    }

    /// <summary>What nobody has written any cause into.</summary>
    public string Without()
    {
        string[] lines = With("x").Split('\n');
        return string.Join('\n', lines.Where(static line => !line.Contains("Root cause:", StringComparison.Ordinal)));
    }

    /// <summary>What was said when the review was asked for; null for nothing.</summary>
    public string? Ask(string page)
    {
        Desk.Draft(1, page, "dora").Answer.Problem.ShouldBeNull();
        PostmortemAnswer asked = Desk.Request(1, "ben", "anna");
        asked.Answer.Problem.ShouldBeNull();
        return PostmortemReports.Of(asked.Incident!).CauseNote;
    }

    public void Publish(string page)
    {
        Ask(page);
        Desk.Approve(1, "ben");
        Desk.Publish(1, "anna").Answer.Problem.ShouldBeNull();
    }
}
