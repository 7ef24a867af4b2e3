using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Replay;

namespace Holdfast.Incidents.Postmortems.Writing;

/// <summary>
/// Drafts a postmortem from the records of an incident and nothing else: every sentence carries the records it follows from, and what was
/// not recorded says so. The same records give the same words. Next: <see cref="ToldIncident"/>, <see cref="DraftTimeline"/>, <see cref="DraftCause"/>.
/// </summary>
internal sealed class PostmortemWriter
{
    public const int WordsLeast = 400;
    public const int WordsMost = 600;

    // The linter's borders with some air: a title or a name may count differently by a word.
    private const int WordsWanted = 450;
    private const int WordsFull = 590;

    private const int TitleWords = 12;

    // Status, reviewer, publication and drill, which stand in the header when they are known.
    private const int HeaderLater = 24;

    private static readonly string[] Headings = ["Issue Summary", "Timeline (all times UTC)", "Root cause and resolution", "Corrective and preventative measures"];

    private readonly Incident incident;
    private readonly CausePlaybook playbook;
    private readonly string team;
    private readonly ReplayOutlook? outlook;
    private readonly DateTimeOffset start;
    private readonly Func<string, string?>? openTask;

    /// <param name="outlook">What the drill of it will ask for; null where none can be written.</param>
    /// <param name="openTask">The id of an open task of another incident with the same text; null for none.</param>
    public PostmortemWriter(Incident incident, string team, ReplayOutlook? outlook = null, Func<string, string?>? openTask = null)
    {
        (this.incident, this.team, this.outlook, this.openTask) = (ToldIncident.Of(incident), team, outlook, openTask);
        playbook = CausePlaybooks.Of(this.incident);
        start = incident.Start ?? incident.OpenedAt;
    }

    /// <param name="version">From 1.</param>
    /// <param name="author">Who answers for it; Holdfast for a first draft.</param>
    public PostmortemDocument Write(int version, string author, DateTimeOffset now)
    {
        WrittenTask[] tasks = [];
        string said = CausePlaybooks.IsReportAlone(incident) ? $": {DraftText.Within(DraftText.Sentence(incident.Title, TitleWords).TrimEnd('.'), incident.Title)}" : "";
        string title = $"{Title()} {(ToldIncident.LikelyOf(incident) is null ? "" : "most likely ")}{playbook.Title}{said}";
        int fixedWords = WordCounter.Count(title) + WordCounter.Count(playbook.Hook) + Headings.Sum(WordCounter.Count) + Header(author).Sum(field => WordCounter.Count(field.Name) + WordCounter.Count(field.Value)) + HeaderLater;
        List<DraftItem> chosen = [];
        foreach (DraftRoom room in DraftRoom.Levels)
        {
            DraftMeasures measures = new(incident, playbook, team, 3, outlook, openTask);
            tasks = [.. measures.Tasks(now, room)];
            (chosen, int words) = Choose([.. new DraftSummary(incident, playbook, 0, room).Write(), .. new DraftTimeline(incident, 1, room).Write(), .. new DraftCause(incident, playbook, 2, room).Write(), .. measures.Write(tasks, room)], fixedWords);
            if (words <= WordsFull)
            {
                break;
            }
        }

        return new PostmortemDocument(incident.Id, version, title, playbook.Hook, Header(author), [.. Headings.Select((heading, index) => Section(heading, index, chosen))], tasks);
    }

    /// <summary>What must stand, and of the rest what there is room for.</summary>
    private static (List<DraftItem> Chosen, int Words) Choose(List<DraftItem> items, int words)
    {
        List<DraftItem> chosen = [];
        foreach (DraftItem item in items.OrderBy(item => item.Priority))
        {
            int more = WordCounter.Count(item.Item);
            bool fits = words + more <= WordsFull && (item.Priority < 5 || words < WordsWanted);
            if (item.Priority == 0 || fits)
            {
                chosen.Add(item);
                words += more;
            }
        }

        return (chosen, words);
    }

    private static WrittenSection Section(string heading, int index, IReadOnlyList<DraftItem> chosen) =>
        new(2, heading, [.. chosen.Where(item => item.Section == index).OrderBy(item => item.Order).Select(item => item.Item)]);

    private IReadOnlyList<WrittenField> Header(string author) =>
    [
        new("Incident", $"INC-{incident.Id}"),
        new("Date", DraftText.Date(start)),
        new("Author", author),
        new("Owner", incident.Roles.GetValueOrDefault("commander") ?? team),
        new("Severity", incident.Severity.ToString().ToUpperInvariant()),
    ];

    private string Title() => incident.Pool.Length == 0 ? "The gateway" : $"Pool {incident.Pool}";
}
