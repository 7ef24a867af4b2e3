using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>Summary, timeline, cause and resolution, corrective measures: each is there and says something.</summary>
internal sealed class S02FourParts()
    : LintRule("S02", LintSeverity.Format, "the four parts are there: summary, timeline, cause and resolution, corrective measures", "Add the part under a heading of its own.")
{
    private static readonly (Topics Topics, string Name)[] Parts =
    [
        (Topics.Summary, "issue summary"), (Topics.Timeline, "timeline"), (Topics.Cause | Topics.Resolution, "root cause and resolution"), (Topics.Corrective, "corrective and preventative measures"),
    ];

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        foreach ((Topics topics, string name) in Parts)
        {
            List<Section> sections = postmortem.Sections.FindAll(section => section.Is(topics));
            if (sections.Count == 0)
            {
                yield return Missing(postmortem, Topics.None, $"the part '{name}' is missing");
            }
            else if (!sections.Exists(HasText) && !postmortem.Sections.Exists(section => section.Parent is { } parent && sections.Contains(parent) && HasText(section)))
            {
                yield return At(sections[0].Heading!.Passage.Quote(0, sections[0].Heading!.Text.Length), $"the part '{name}' is empty");
            }
        }
    }

    private static bool HasText(Section section) => section.Blocks.Exists(block => block.Passage.Words.Count > 0);
}
