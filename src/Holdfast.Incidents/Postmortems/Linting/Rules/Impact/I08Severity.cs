using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

internal sealed class I08Severity() : LintRule("I08", LintSeverity.Guidance, "the severity is given", "Add a line: Severity: SEV2.")
{
    private static readonly Phrases Words = Phrases.Of("severity", "sev", "sev1|sev2|sev3|sev4|sev5|sev0", "sev 0|1|2|3|4|5", "p0|p1|p2|p3|p4", "priority 1|2|3|4", "critical incident", "major incident", "minor incident");

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        bool isGiven = postmortem.AllSections.SelectMany(section => section.Blocks).Any(block => !IsTask(block, postmortem) && Words.Contains(block.Passage.Words)) || Words.Contains(Word.Split(postmortem.Title.Text)) || Records.Of(postmortem, "severity", "sev").Value.Length > 0;
        if (!isGiven)
        {
            yield return Missing(postmortem, Topics.Summary, "no severity is given");
        }
    }

    private static bool IsTask(Block block, Postmortem postmortem) => postmortem.Items.Exists(item => item.Block == block);
}
