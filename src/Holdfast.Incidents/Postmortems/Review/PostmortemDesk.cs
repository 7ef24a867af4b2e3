using System.Globalization;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Postmortems.Linting;
using Holdfast.Incidents.Postmortems.Rendering;
using Holdfast.Incidents.Postmortems.Writing;
using Holdfast.Incidents.Replay;
using Holdfast.Incidents.Timeline;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Postmortems.Review;

/// <summary>
/// From the draft to the published postmortem, with the rules of each step: the linter before a review, another person as the reviewer, what
/// is published is frozen. Any thread. Next: <see cref="PostmortemWriter"/>, <see cref="LintFinding"/>, <see cref="PostmortemPages"/>.
/// </summary>
public sealed class PostmortemDesk(IncidentDesk desk, Func<Escalation.EscalationConfig> policy, SeriesHistory? history, Func<string, IReadOnlyList<LintFinding>> lint)
{
    public const string OwnName = "Holdfast";

    private const int TextMaximum = 100_000;
    private const int NameMaximum = 120;

    // A second of the series is whole when the next one has begun.
    private static readonly TimeSpan LastSecondsTake = TimeSpan.FromSeconds(2);

    private readonly IncidentClosing closing = new(desk);
    private readonly PostmortemPages pages = new(policy, desk.Book.TextOf);
    private readonly PostmortemVersions versions = new(desk, policy, history);

    /// <summary>What the drill of an incident will ask for; null where none can be written.</summary>
    public Func<Incident, ReplayOutlook?> OutlookOf { get; init; } = static _ => null;

    /// <summary>Drafts what was resolved and has none, and tells people of reviews; once a second.</summary>
    public void Tick()
    {
        // Decided inside: a verdict that comes now is seen.
        foreach (Incident incident in desk.Book.All.Where(incident => ReviewCalls.Due(incident, policy(), desk.Now).Count > 0).ToList())
        {
            desk.Book.Decide(incident.Id, present => (ReviewCalls.Due(present, policy(), desk.Now), true));
        }

        foreach (Incident incident in desk.Book.All.Where(NeedsDraft).Where(IsMeasured).ToList())
        {
            Draft(incident.Id, null, OwnName, isAfresh: true);
        }

        closing.Tick();
    }

    /// <param name="markdown">A text of somebody's own; null goes on from the words that people have published, and writes from the records where there are none.</param>
    /// <param name="isAfresh">From the records, whatever people have written.</param>
    public PostmortemAnswer Draft(long id, string? markdown, string by, bool isAfresh = false)
    {
        if (markdown is { Length: 0 or > TextMaximum })
        {
            return Plain(DeskAnswer.Invalid($"The text has {markdown.Length} characters: it must have some, and {TextMaximum} at most."));
        }

        if (markdown is not null && PostmortemLinter.IsNoText(markdown))
        {
            return Plain(DeskAnswer.Invalid("This is no text: it has bytes that no text has. Give a postmortem in Markdown or plain text, in UTF-8."));
        }

        if (markdown is not null && CauseHeader.ProblemOf(markdown) is { } unknown)
        {
            return Plain(DeskAnswer.Invalid(unknown));
        }

        return Plain(desk.With(id, incident =>
        {
            if (incident.Status is not (IncidentStatus.Resolved or IncidentStatus.Closed))
            {
                return IncidentDesk.Refuse($"Incident {id} is {IncidentDesk.Word(incident.Status)}: its postmortem is written when it is resolved.");
            }

            string? text = markdown ?? (isAfresh ? null : versions.PublishedWords(incident));
            PostmortemVersion version = text is null ? versions.FromRecords(incident, Outlook(incident), pages, by) : versions.ByHand(incident, text, by);
            versions.Keep(id, version);
            int words = PostmortemLinter.WordsOf(version.Markdown);
            string number = version.Number.ToString(CultureInfo.InvariantCulture);
            return IncidentDesk.Do(new NewEntry(EntryKind.PostmortemDrafted, desk.Now, by, $"postmortem version {number} written by {by}, {words} words")
            {
                Data = new() { ["version"] = number, ["hash"] = version.Hash, ["words"] = words.ToString(CultureInfo.InvariantCulture) },
                Sources = [incident.Entries[^1].Reference],
            });
        }));
    }

    public PostmortemVersion? Read(long id, int? version = null)
    {
        int wanted = version ?? (desk.Book.Find(id) is { } incident ? PostmortemState.Of(incident).Version : 0);
        return versions.Read(id, wanted);
    }

    public PostmortemAnswer Request(long id, string? reviewer, string by)
    {
        if (string.IsNullOrWhiteSpace(reviewer) || reviewer.Length > NameMaximum || reviewer.Any(char.IsControl))
        {
            return Plain(DeskAnswer.Invalid("'reviewer' is missing: who is to read it?"));
        }

        PostmortemVersion? version = Read(id);
        IEnumerable<PostmortemVersion> drafts = version is null ? [] : versions.Before(id, version.Number);
        bool isOfHoldfast = version is not null && LintGate.IsOfHoldfast(version, drafts);
        LintFinding[] blocking = version is null ? [] : LintGate.Blocking(lint(version.Markdown), isOfHoldfast);
        DeskAnswer answer = desk.With(id, incident => PostmortemState.Of(incident) switch
        {
            { Status: PostmortemStatus.None } => IncidentDesk.Refuse($"Incident {id} has no postmortem yet: holdfast postmortem draft {id}."),
            { Status: PostmortemStatus.NotRequired, Version: 0 } => IncidentDesk.Refuse(NotAsked(id, PostmortemStatus.NotRequired)),
            { Status: PostmortemStatus.InReview, Reviewer: { } asked } => IncidentDesk.Refuse($"{asked} was asked already."),
            { Status: PostmortemStatus.Approved or PostmortemStatus.Published } state => IncidentDesk.Refuse($"Version {state.Version} is {Word(state.Status)} already; a correction is a new version."),
            _ when Same(reviewer, by) => IncidentDesk.Refuse("Whoever asks for the review answers for the text: another person has to read it."),
            { Writers: var writers } when writers.FirstOrDefault(one => Same(reviewer, one)) is { } writer => IncidentDesk.Refuse($"{writer} wrote it or has asked for its review: another person has to read it."),
            _ when blocking.Length > 0 => IncidentDesk.Refuse(LintGate.Refusal(id, version!.Number, blocking, isOfHoldfast)),
            var state => IncidentDesk.Do([.. WantedAfterAll(incident, state, by), CauseLine.Announce(ReviewEntry.Of(desk.Now, EntryKind.ReviewRequested, by, $"{by} asks {reviewer} to review version {state.Version}", state.Version, ("reviewer", reviewer.Trim())), incident, version, drafts)]),
        });
        return new PostmortemAnswer(answer, blocking);
    }

    public PostmortemAnswer Comment(long id, string? section, string? text, string by) => Plain(string.IsNullOrWhiteSpace(text) || text.Length > 2000
        ? DeskAnswer.Invalid("'text' is missing, or longer than 2000 characters.")
        : desk.With(id, incident => PostmortemState.Of(incident) is { Status: not PostmortemStatus.None } state
            ? section is not null && ReviewSections.ProblemOf(Read(id)?.Markdown ?? "", section) is { } problem ? IncidentDesk.Refuse(problem) : IncidentDesk.Do(ReviewEntry.Of(desk.Now, EntryKind.ReviewComment, by, section is null ? text.Trim() : $"{section.Trim()}: {text.Trim()}", state.Version, ("section", section ?? "")))
            : IncidentDesk.Refuse($"Incident {id} has no postmortem yet.")));

    public PostmortemAnswer Approve(long id, string by) => Judge(id, by, state => ReviewEntry.Of(desk.Now, EntryKind.ReviewApproved, by, $"{by} approves version {state.Version}", state.Version));

    public PostmortemAnswer Return(long id, string? text, string by) => string.IsNullOrWhiteSpace(text)
        ? Plain(DeskAnswer.Invalid("'text' is missing: what is to be changed?"))
        : Judge(id, by, state => ReviewEntry.Of(desk.Now, EntryKind.ReviewReturned, by, $"{by} returns version {state.Version}: {text.Trim()}", state.Version));

    public PostmortemAnswer Publish(long id, string by)
    {
        PostmortemVersion? version = Read(id);
        return Plain(desk.With(id, incident => PostmortemState.Of(incident) switch
        {
            { Status: PostmortemStatus.Approved } state when version?.Number == state.Version => IncidentDesk.Do([new PostmortemPublication(desk, pages).Freeze(incident, version, versions.Before(id, version.Number), by), .. PostmortemTasks.Added(incident, version, policy().Team, by, desk.Now)]),
            { Status: PostmortemStatus.Published } state => IncidentDesk.Refuse($"Version {state.Version} is published already."),
            _ => IncidentDesk.Refuse("Only a version that another person has approved is published: holdfast postmortem review."),
        }));
    }

    /// <summary>When all is learned; else only with a reason, which stands for the postmortem or its drill.</summary>
    public DeskAnswer Close(long id, string? because, string by) => closing.Close(id, because, by);

    /// <summary>What is left to be done until it is closed; null while its review comes first, and when nothing is.</summary>
    public string? NextOf(Incident incident) => closing.NextOf(incident);

    /// <summary>The version as a file, with its present status and review in the header.</summary>
    public string Markdown(Incident incident, PostmortemVersion version, bool withFootnotes = false) => pages.Markdown(incident, version, withFootnotes);

    public string Html(Incident incident, PostmortemVersion version) => pages.Html(incident, version);

    /// <summary>With the records of every sentence, and where it stands: <see cref="PostmortemFile"/>.</summary>
    public string Json(Incident incident, PostmortemVersion version) => pages.Json(incident, version);

    /// <summary>Of the page's style, for the rules that a browser is given.</summary>
    public static string StyleHash => HtmlRenderer.StyleHash;

    public static string Word(PostmortemStatus status) => status switch { PostmortemStatus.InReview => "in review", PostmortemStatus.NotRequired => ClosingRule.NotRequired, _ => status.ToString().ToLowerInvariant() };

    private static bool NeedsDraft(Incident incident) =>
        incident.Status == IncidentStatus.Resolved && incident.Outages.Count > 0 && !incident.Entries.Exists(entry => entry.Kind == EntryKind.PostmortemDrafted && entry.RecordedAt >= incident.ResolvedAt);

    /// <summary>The last seconds of what people have ended are measured after they said so.</summary>
    private bool IsMeasured(Incident incident) => !incident.IsByHand || desk.Now - incident.ResolvedAt >= LastSecondsTake;

    private ReplayOutlook? Outlook(Incident incident)
    {
        try
        {
            return OutlookOf(incident);
        }
        catch (Exception failure) when (failure is InvalidOperationException or ArgumentException or ArithmeticException or IndexOutOfRangeException)
        {
            // A drill that cannot be reckoned must not cost the draft: whoever asks for the drill is told why.
            return null;
        }
    }

    /// <summary>Who asks for a review of what was closed as not required takes that back: the draft is still there.</summary>
    private IEnumerable<NewEntry> WantedAfterAll(Incident incident, PostmortemState state, string by) => state.Status == PostmortemStatus.NotRequired && incident.Status == IncidentStatus.Closed
        ? [new NewEntry(EntryKind.Reopened, desk.Now, by, $"not closed any more: {by} asks for a review of its postmortem") { Sources = [EntrySource.Person(by)] }] : [];

    private PostmortemAnswer Judge(long id, string by, Func<PostmortemState, NewEntry> entry) => Plain(desk.With(id, incident => PostmortemState.Of(incident) switch
    {
        { Status: not PostmortemStatus.InReview } state => IncidentDesk.Refuse(NotAsked(id, state.Status)),
        { Writers: var writers } when writers.FirstOrDefault(one => Same(one, by)) is { } writer => IncidentDesk.Refuse($"{writer} answers for the text: another person has to judge it."),
        var state when !MayJudge(state, by) => IncidentDesk.Refuse(policy().FallbackReviewer is { } fallback && state.RequestedAt is { } at
            ? $"{state.Reviewer} was asked; {fallback} may judge from {(at + policy().ReviewWithin).UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC on."
            : $"{state.Reviewer} was asked."),
        var state => IncidentDesk.Do(entry(state)),
    }));

    private static string NotAsked(long id, PostmortemStatus status) => status switch
    {
        PostmortemStatus.None => $"Incident {id} has no postmortem yet: it is drafted when the incident is resolved.",
        PostmortemStatus.Draft => $"Nobody has asked for a review of this draft: holdfast postmortem review {id} --request NAME",
        PostmortemStatus.Returned => $"It was returned: after its next version ask again with holdfast postmortem review {id} --request NAME",
        PostmortemStatus.NotRequired => $"Incident {id} was closed without a postmortem; if it needs one after all, write it (holdfast postmortem draft {id}) and ask for its review: holdfast postmortem review {id} --request NAME",
        _ => $"The postmortem is {Word(status)} already: a correction is a new version.",
    };

    /// <summary>Who was asked; after the deadline also the fallback reviewer, so that nothing stays unread.</summary>
    private bool MayJudge(PostmortemState state, string by) =>
        Same(state.Reviewer, by) || (Same(policy().FallbackReviewer, by) && desk.Now - state.RequestedAt > policy().ReviewWithin);

    private static PostmortemAnswer Plain(DeskAnswer answer) => new(answer, []);

    private static bool Same(string? one, string? other) => one is not null && string.Equals(one.Trim(), other?.Trim(), StringComparison.OrdinalIgnoreCase);
}
