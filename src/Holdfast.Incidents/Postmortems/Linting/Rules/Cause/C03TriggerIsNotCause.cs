using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>The trigger is what happened; the root cause is why that was enough.</summary>
internal sealed class C03TriggerIsNotCause() : LintRule("C03", LintSeverity.Contradiction, "trigger and root cause are two things", "Say what set it off, and apart from that what made it possible.")
{
    private const double Same = 0.8;
    private static readonly Phrases Both = Phrases.Of("trigger and root|the cause", "root cause and trigger", "trigger and the root|underlying cause", "cause and the trigger");
    private static readonly Phrases AreOne = Phrases.Of("are|were|was|is the same|identical|one", "same thing|event|change");
    private static readonly Phrases Different = Phrases.Of("not the same", "different", "separate*", "apart");

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        Sentence? joined = postmortem.Prose.FirstOrDefault(sentence => sentence.Has(Both) && (sentence.Has(AreOne) || sentence.Text.Contains(':')) && !sentence.Has(Different));
        if (joined is not null)
        {
            yield return At(joined.Quote, "trigger and root cause are told as one");
            yield break;
        }

        Sentence? trigger = postmortem.Prose.FirstOrDefault(sentence => Labelled(sentence, "trigger"));
        Sentence? cause = postmortem.Prose.FirstOrDefault(sentence => Labelled(sentence, "cause"));
        if (trigger is null || cause is null || trigger == cause)
        {
            yield break;
        }

        HashSet<string> one = Terms.Of(trigger.Words);
        HashSet<string> other = Terms.Of(cause.Words);
        double shared = one.Count(other.Contains) / (double)Math.Max(1, Math.Max(one.Count, other.Count));
        if (one.Count >= 2 && shared >= Same)
        {
            yield return At(trigger.Quote, $"the trigger is the root cause of line {cause.Line} in the same words: \"{cause.Text}\"");
        }
    }

    private static bool Labelled(Sentence sentence, string label)
    {
        string text = sentence.Text.TrimStart();
        int colon = text.IndexOf(':');
        bool isLabel = colon is > 0 and < 30 && text[..colon].Contains(label, StringComparison.OrdinalIgnoreCase);
        return isLabel || text.StartsWith($"The {label} was", StringComparison.Ordinal) || text.StartsWith($"The root {label} was", StringComparison.Ordinal);
    }
}
