using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>Users noticed first: the next time something else should.</summary>
internal sealed class D04UsersDetected() : LintRule("D04", LintSeverity.Guidance, "where users noticed first, a task improves detection", "Add a task for an alert that would have seen it, with threshold and owner.")
{
    private static readonly Phrases ByUsers = Phrases.Of("users|user|customers|customer|support|tickets|complaints|callers|merchants|students|patients|players|clients|client|partner|stores|passengers|subscribers|members ~ report*|complain*|called|wrote|opened|noticed|phoned|tweet*|arrive*", "reported|noticed by ~ user*|customer*|client*|player*|student*|merchant*|partner*|support");
    private static readonly Phrases ByMachine = Phrases.Of("alert*", "alarm*", "monitor*", "probe*", "page|paged|pages|pager*", "synthetic", "detector*");

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        TimelineEntry? first = postmortem.Timed.FirstOrDefault(entry => entry.Has(Detections.Detected));
        bool hasTask = postmortem.Items.Exists(task => task.Has(TaskTypes.Detect));
        if (first is not null && first.Has(ByUsers) && !first.Has(ByMachine) && !hasTask)
        {
            yield return At(first.QuoteOf(ByUsers), "users noticed first, and no task improves detection");
        }
    }
}
