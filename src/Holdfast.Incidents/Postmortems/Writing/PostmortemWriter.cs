using System.Globalization;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Postmortems.Writing;

/// <summary>
/// Drafts a postmortem from the records of an incident and nothing else: every sentence carries the records it follows from, and what was
/// not recorded says so. The same records give the same words. Next: <see cref="DraftTimeline"/>, <see cref="CausePlaybooks"/>.
/// </summary>
internal sealed class PostmortemWriter
{
    public const int WordsLeast = 400;
    public const int WordsMost = 600;

    // The linter's borders with some air: a title or a name may count differently by a word.
    private const int WordsWanted = 450;
    private const int WordsFull = 575;

    private static readonly string[] Headings = ["Issue Summary", "Timeline (all times UTC)", "Root cause and resolution", "Corrective and preventative measures"];

    private readonly Incident incident;
    private readonly CausePlaybook playbook;
    private readonly string team;
    private readonly string service;
    private readonly DateTimeOffset start;
    private readonly DateTimeOffset end;
    private readonly List<DraftItem> items = [];

    public PostmortemWriter(Incident incident, string team)
    {
        (this.incident, this.team) = (incident, team);
        bool isGap = incident.Entries[0].Get("key")?.StartsWith("gap:", StringComparison.Ordinal) == true;
        playbook = CausePlaybooks.Of(incident.Cause?.Name, isGap);
        service = DraftText.Service(incident);
        start = incident.Start ?? incident.OpenedAt;
        end = incident.End ?? incident.ResolvedAt ?? incident.Entries[^1].HappenedAt;
    }

    /// <param name="version">From 1.</param>
    /// <param name="author">Who answers for it; Holdfast for a first draft.</param>
    public PostmortemDocument Write(int version, string author, DateTimeOffset now)
    {
        Summary();
        items.AddRange(new DraftTimeline(incident, 1).Write());
        Cause();
        WrittenTask[] tasks = [.. Tasks(now)];
        Measures(tasks);
        string title = $"{Title()} {playbook.Title}";
        int fixedWords = WordCounter.Count(title) + WordCounter.Count(playbook.Hook) + Headings.Sum(WordCounter.Count) + Header(author).Sum(field => WordCounter.Count(field.Name) + WordCounter.Count(field.Value)) + 4;
        IReadOnlyList<DraftItem> chosen = Choose(fixedWords);
        return new PostmortemDocument(incident.Id, version, title, playbook.Hook, Header(author), [.. Headings.Select((heading, index) => Section(heading, index, chosen))], tasks);
    }

    /// <summary>What must stand, and of the rest what there is room for.</summary>
    private List<DraftItem> Choose(int words)
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

        return chosen;
    }

    private static WrittenSection Section(string heading, int index, IReadOnlyList<DraftItem> chosen) =>
        new(2, heading, [.. chosen.Where(item => item.Section == index).OrderBy(item => item.Order).Select(item => item.Item)]);

    private void Summary()
    {
        TimelineEntry opened = incident.Entries[0];
        string[] impact = [.. incident.Of(EntryKind.Impact).Where(entry => entry.Number("badSeconds") > 0).Select(entry => entry.Reference)];
        string[] bounds = impact.Length == 0 ? [opened.Reference] : [impact[0], impact[^1]];
        Add(0, 0, 0, "- ", "Duration:", new WrittenSentence(Duration(), bounds));
        Add(0, 1, 0, "- ", "Impact:", new WrittenSentence(Experience(), impact.Length == 0 ? [opened.Reference] : impact), new WrittenSentence(Users(), impact.Length == 0 ? [opened.Reference] : impact), new WrittenSentence("No data loss was recorded.", [opened.Reference]));
        string cause = incident.Cause is { } known ? DraftText.Sentence(known.Claim, 40) : playbook.Cause == "gone" ? "The gateway process was gone." : "Not determined from the records.";
        Add(0, 2, 0, "- ", "Root cause:", new WrittenSentence(cause, [incident.Cause?.Reference ?? opened.Reference]));
    }

    private string Duration()
    {
        if (incident.Outages.Count <= 1)
        {
            return $"{DraftText.Length(end - start)}, {DraftText.Span(start, end)}.";
        }

        IEnumerable<string> each = incident.Outages.Select(outage => $"outage {outage.Number} {DraftText.Span(outage.Start, outage.End ?? end)} ({DraftText.Length((outage.End ?? end) - outage.Start)})");
        return $"{DraftText.Length(end - start)} elapsed, {DraftText.Span(start, end)}; {DraftText.Length(incident.Downtime)} of downtime in total: {string.Join(", ", each)}.";
    }

    private string Experience()
    {
        Impact.ImpactSum sum = incident.Impact;
        if (playbook.Cause == "gone")
        {
            return "Clients could not connect and got no answer at all.";
        }

        string failed = sum.Failed >= 1 ? $"{DraftText.Count(sum.Failed)} requests failed with errors or without an answer" : "";
        string shed = sum.Shed >= 1 ? $"{DraftText.Count(sum.Shed)} were refused with status 503" : "";
        string slow = sum.SlowSeconds > 0 ? $"answers were slow for {sum.SlowSeconds} s" : "";
        string[] parts = [.. new[] { failed, shed, slow }.Where(part => part.Length > 0)];
        string who = char.ToUpperInvariant(service[0]) + service[1..];
        return parts.Length == 0 ? $"{who} was reported slow or failing; no failed request was recorded." : $"{who} was degraded: of {DraftText.Count(sum.Offered)} requests {string.Join(", ", parts)}.";
    }

    private string Users() => playbook.Cause == "gone" ? "100 % of the users were affected, because nobody was served."
        : incident.Impact.BadSeconds == 0 ? "Which part of the users was affected was not recorded: 0 % were measured."
        : $"{DraftText.Percent(incident.Impact.UsersShare)} of the users were affected (mean of {incident.Impact.BadSeconds} s, worst second {DraftText.Percent(incident.Impact.PeakShare)}), estimated from distinct clients.";

    private void Cause()
    {
        TimelineEntry opened = incident.Entries[0];
        TimelineEntry? found = incident.Of(EntryKind.CauseFound).LastOrDefault(entry => entry.Get("name") == incident.Cause?.Name);
        List<WrittenSentence> why = [];
        if (found is not null)
        {
            why.Add(new WrittenSentence($"The root cause was {found.Get("name")!.Replace('-', ' ')}: {DraftText.Lower(DraftText.Sentence(found.Get("claim") ?? ""))}", [found.Reference]));
            string[] evidence = found.Get("for") is { Length: > 0 } texts ? texts.Split('\n') : [];
            why.AddRange(evidence.Take(2).Select(text => new WrittenSentence(DraftText.Sentence(text), [found.Reference])));
            string trigger = found.Get("trigger") is { } text ? $"The trigger was: {DraftText.Lower(DraftText.Sentence(text))}" : "A separate trigger was not recorded.";
            why.Add(new WrittenSentence(trigger, [found.Reference]));
        }
        else
        {
            why.Add(new WrittenSentence(playbook.Cause == "gone" ? "The gateway process ended, and nothing else served its address." : "The records do not name a root cause, and a trigger was not recorded.", [opened.Reference]));
        }

        why.Add(new WrittenSentence(playbook.Control, [found?.Reference ?? opened.Reference]));
        Add(2, 0, 0, "", "", [.. why]);
        RuledOut(opened);
        Load(found ?? opened);
        Fix();
        Add(2, 900, 6, "", "", new WrittenSentence("Start and end come from the series of every second, not from anybody's memory, and users are estimated from the distinct clients of each second.", [opened.Reference]));
        Add(2, 901, 7, "", "", new WrittenSentence("Every sentence of this text names its records in the JSON version, where each figure can be looked up and computed again.", [opened.Reference]));
    }

    private void RuledOut(TimelineEntry opened)
    {
        TimelineEntry[] rejected = [.. incident.Of(EntryKind.HypothesisRejected)];
        bool hasPath = rejected.Any(entry => entry.Get("opened") == "yes") || incident.Of(EntryKind.Note).Any(entry => entry.Get("note") == nameof(NoteKind.WrongPath));
        if (!hasPath)
        {
            Add(2, 10, 0, "", "", new WrittenSentence("Misleading paths: none recorded.", [opened.Reference]));
        }

        foreach ((TimelineEntry entry, int index) in rejected.Where(entry => entry.Get("opened") == "no").Select((entry, index) => (entry, index)))
        {
            string sentence = $"{Capital(entry.Get("name")!.Replace('-', ' '))} was ruled out: {DraftText.Lower(DraftText.Sentence(entry.Get("reason") is { Length: > 0 } reason ? reason : "nothing spoke for it"))}";
            Add(2, 20 + index, index == 0 ? 2 : 5, "", "", new WrittenSentence(sentence, [entry.Reference]));
        }

        // A change shortly before is what everybody suspects: it is confirmed or ruled out.
        foreach (TimelineEntry change in incident.Of(EntryKind.Change).Where(entry => entry.HappenedAt <= start && entry.Get("change") is not ("restart" or "health" or "clock")).TakeLast(3))
        {
            TimelineEntry? verdict = rejected.FirstOrDefault(entry => entry.Get("name") == (change.Get("change") is "deployment" or "version" ? "bad-deployment" : "imbalance"));
            string outcome = incident.Cause?.Trigger is not null ? "was compared with the trigger above" : verdict is not null ? $"was ruled out: {DraftText.Lower(DraftText.Sentence(verdict.Get("reason") ?? ""))}" : "was ruled out by nobody, and nothing recorded connects it with the outage";
            Add(2, 40, 1, "", "", new WrittenSentence($"The change of {DraftText.Clock(change.HappenedAt)} ({DraftText.Sentence(change.Text, 12).TrimEnd('.')}) {outcome.TrimEnd('.')}.", [change.Reference, .. verdict is null ? [] : new[] { verdict.Reference }]));
        }
    }

    private void Load(TimelineEntry record)
    {
        Impact.ImpactSum sum = incident.Impact;
        if (sum.BadSeconds > 0)
        {
            double good = Math.Max(0, sum.Offered - sum.Failed - sum.Shed) / sum.BadSeconds;
            string[] sources = [.. incident.Of(EntryKind.Impact).Select(entry => entry.Reference)];
            Add(2, 1, 1, "", "", new WrittenSentence(string.Create(CultureInfo.InvariantCulture, $"While users were hurt, {service} was offered {sum.Offered / sum.BadSeconds:0} requests/s and answered {good:0} of them well each second."), sources.Length == 0 ? [record.Reference] : sources));
        }
    }

    private void Fix()
    {
        TimelineEntry[] steps = [.. incident.Of(EntryKind.Mitigation).OrderBy(entry => entry.Get("by") == "people" ? 0 : 1).Take(2)];
        TimelineEntry? recovery = incident.Of(EntryKind.Recovery).LastOrDefault();
        TimelineEntry last = incident.Of(EntryKind.Cleared).LastOrDefault() ?? incident.Entries[^1];
        List<WrittenSentence> fixedBy = [.. steps.Select(step => new WrittenSentence($"At {DraftText.Clock(Max(step.HappenedAt, start))} the mitigation was applied: {DraftText.Lower(DraftText.Sentence(step.Text))}", [step.Reference]))];
        if (steps.Length == 0)
        {
            fixedBy.Add(new WrittenSentence("No mitigation was recorded.", [last.Reference]));
        }

        fixedBy.Add(new WrittenSentence($"At {DraftText.Clock(end)} the error rate was back to normal.", [last.Reference]));
        if (recovery is not null)
        {
            fixedBy.Add(new WrittenSentence(DraftText.Sentence(recovery.Text), [recovery.Reference]));
        }

        Add(2, 500, 0, "", "", [.. fixedBy]);
    }

    private void Measures(WrittenTask[] tasks)
    {
        string record = (incident.Of(EntryKind.CauseFound).LastOrDefault() ?? incident.Entries[0]).Reference;
        Add(3, 0, 0, "", "Improvements:");
        foreach ((string text, int index) in playbook.Improve.Select((text, index) => (text, index)))
        {
            Add(3, 1 + index, 0, "- ", "", new WrittenSentence(Fill(text), [record]));
        }

        Add(3, 10, 0, "", "Tasks:");
        foreach (WrittenTask task in tasks)
        {
            string due = task.Due.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            string label = task.Number == 4 ? "Prove:" : Capital(task.Type) + ":";
            string text = $"{task.Text}; owner: {task.Owner}; due {due}; P{task.Priority}; INC-{incident.Id}-{task.Number}.";
            Add(3, 10 + task.Number, 0, "- [ ] ", label, new WrittenSentence(text, [record]));
        }
    }

    private IEnumerable<WrittenTask> Tasks(DateTimeOffset now)
    {
        DateOnly today = DateOnly.FromDateTime(now.UtcDateTime);
        int priority = incident.Severity <= Severity.Sev2 ? 1 : 2;
        yield return new WrittenTask(1, "prevent", Fill(playbook.Prevent), team, today.AddDays(14), priority);
        yield return new WrittenTask(2, "detect", Fill(playbook.Detect), team, today.AddDays(7), priority);
        yield return new WrittenTask(3, "mitigate", Fill(playbook.Mitigate), team, today.AddDays(10), 2);
        string next = today.AddDays(10).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        yield return new WrittenTask(4, "prevent", $"replay this outage as drill learned-{incident.Id}, which passes when {Fill(playbook.Passes)}; next run {next}", team, today.AddDays(10), 2);
    }

    private IReadOnlyList<WrittenField> Header(string author) =>
    [
        new("Incident", $"INC-{incident.Id}"),
        new("Date", DraftText.Date(start)),
        new("Author", author),
        new("Owner", incident.Roles.GetValueOrDefault("commander") ?? team),
        new("Severity", incident.Severity.ToString().ToUpperInvariant()),
    ];

    private string Title() => incident.Pool.Length == 0 ? "The gateway" : $"Pool {incident.Pool}";

    private string Fill(string text) => text.Replace("pool {pool}", service, StringComparison.Ordinal).Replace("Pool {pool}", Title(), StringComparison.Ordinal);

    private void Add(int section, long order, int priority, string mark, string label, params WrittenSentence[] sentences) =>
        items.Add(new DraftItem(section, order, priority, new WrittenItem(mark, label, sentences)));

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static DateTimeOffset Max(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
