using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

internal sealed class C07LoadAndLimit() : LintRule("C07", LintSeverity.Guidance, "the cause has the measured load and the limit", "Write both numbers: 900 connections wanted, 200 allowed.")
{
    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        int numbers = postmortem.Cause.Sum(sentence => sentence.Words.Count(word => char.IsAsciiDigit(word.Text[0]) && !sentence.Clocks.Exists(clock => clock.Start <= word.Start && word.Start < clock.End) && !sentence.Dates.Exists(date => date.Start <= word.Start && word.Start < date.End)));
        if (postmortem.Cause.Count > 0 && numbers < 2)
        {
            yield return At(postmortem.Cause[0].Quote, $"the cause has {numbers} numbers; a load and a limit are two");
        }
    }
}
