using Holdfast.Incidents.Postmortems.Linting.Reading;
using Holdfast.Incidents.Postmortems.Linting.Times;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>A weekday beside a date is the right one.</summary>
internal sealed class T16WeekdayMeetsDate() : LintRule("T16", LintSeverity.Contradiction, "weekday and date agree", "Correct the weekday or the date.")
{
    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        int? year = postmortem.Sentences.SelectMany(sentence => sentence.Dates).FirstOrDefault(date => date.HasYear)?.Year;
        // One mistake that stands in several places, such as a title and its summary, is one.
        HashSet<string> told = [];
        foreach (Block block in postmortem.Sections.SelectMany(section => section.Heading is null ? section.Blocks : section.Blocks.Prepend(section.Heading)))
        {
            foreach (DateMention date in DateReader.Read(block.Text).Where(date => date.Weekday is not null && (date.HasYear || year is not null)))
            {
                DateOnly? day = date.In(year ?? 0);
                bool isOther = date.Other is { } other && other.DayOfWeek == date.Weekday;
                if (day is { } known && known.DayOfWeek != date.Weekday && !isOther && told.Add($"{known} {date.Weekday}"))
                {
                    yield return At(block.Passage.Quote(date.Start, date.End), $"{TimeText.Of(known)} is a {known.DayOfWeek}, not a {date.Weekday}");
                }
            }
        }
    }
}
