using Holdfast.Incidents.Postmortems.Linting.Reading;
using Holdfast.Incidents.Postmortems.Linting.Times;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>24 hours or ISO 8601: nobody mistakes 12:10 AM for noon.</summary>
internal sealed class T15TwentyFourHours() : LintRule("T15", LintSeverity.Guidance, "times are in 24 hours or ISO 8601", "Write 18:26 for 6:26 PM.")
{
    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        Sentence? sentence = postmortem.Sentences.Find(sentence => sentence.Clocks.Exists(IsTwelve(sentence)));
        if (sentence is not null)
        {
            ClockMention clock = sentence.Clocks.First(clock => IsTwelve(sentence)(clock));
            yield return At(sentence.Block.Passage.Quote(clock.Start, clock.End), $"12-hour clock; in 24 hours {clock.Shown}");
        }
    }

    private static Predicate<ClockMention> IsTwelve(Sentence sentence) => clock => clock.IsTwelveHour && char.IsAsciiDigit(sentence.Block.Text[clock.Start]);
}
