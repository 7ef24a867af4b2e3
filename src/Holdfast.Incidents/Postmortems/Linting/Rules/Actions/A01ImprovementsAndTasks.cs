using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

internal sealed class A01ImprovementsAndTasks() : LintRule("A01", LintSeverity.Format, "the corrective part has an improvement and a list of tasks", "Say in a sentence what can be improved, and list specific tasks below it.")
{
    private const int FewestWords = 5;
    private static readonly Phrases Improving = Phrases.Of("improv*", "better", "more", "we will", "we want", "should", "stronger", "faster", "earlier", "safer");

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        List<Section> sections = postmortem.Sections.FindAll(section => section.Is(Topics.Corrective));
        if (sections.Count == 0)
        {
            yield break;
        }

        if (!postmortem.Tasks.Any())
        {
            yield return Missing(postmortem, Topics.Corrective, "the corrective part has no list of tasks");
        }

        bool hasProse = postmortem.Corrective.Exists(sentence => sentence.Block.Kind == BlockKind.Paragraph && sentence.Words.Count >= FewestWords && !sentence.Text.TrimEnd().EndsWith(':'));
        bool hasOtherList = sections.Count(section => section.Blocks.Exists(block => block.Kind is BlockKind.Item or BlockKind.TableRow)) > 1;
        bool isImproved = hasProse || hasOtherList || postmortem.Improvements.Any() || postmortem.AllSections.Exists(section => section.Is(Topics.Lessons)) || postmortem.Items.Exists(item => item.Has(Improving));
        if (!isImproved)
        {
            yield return Missing(postmortem, Topics.Corrective, "the corrective part lists tasks and does not say what can be improved");
        }
    }
}
