using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>The tasks are proved by a drill that has a name, says when it passes, and is run again.</summary>
internal sealed class A17Drill() : LintRule("A17", LintSeverity.Guidance, "a drill proves it: its id, its criterion, the date of its next run", "Add a line: drill D-014, passes when no request is lost, next run 2031-03-18.")
{
    // "drill D-014", "drill no. 7".
    private const int NearSymbols = 12;
    private static readonly Phrases Drill = Phrases.Of("drill|drills", "game day", "exercise", "replay|replays|replayed", "rehearsal|rehearse|rehearsed", "chaos test");
    private static readonly Phrases Criterion = Phrases.Of("pass|passes|passed|passing", "green", "succeeds|succeed|successful", "criterion|criteria", "fails when|if|unless", "must", "expect|expects|expected");
    private static readonly Phrases Runs = Phrases.Of("run|rerun|repeat|hold|execute|do ~ drill|drills|exercise|rehearsal|replay", "run|rerun|repeat|hold|execute ~ game day");
    private static readonly Phrases NextRun = Phrases.Of("next|first|second run|rerun|time", "run again|on|in", "rerun", "weekly|nightly|daily|monthly", "every night|week|day|build|month|release|quarter", "in ci", "scheduled");

    public override IEnumerable<LintFinding> Find(Postmortem postmortem) => postmortem.Tasks.Any() ? Lacking(postmortem) : [];

    /// <summary>A drill is there and has all of it, with tasks to prove or without: that nothing was found does not say so.</summary>
    public bool IsMetBy(Postmortem postmortem) => !Lacking(postmortem).Any();

    private IEnumerable<LintFinding> Lacking(Postmortem postmortem)
    {
        // A drill that is told of in several places is whole when they are so together.
        List<Sentence> drills = [.. postmortem.Sentences.Where(sentence => sentence.Has(Drill))];
        if (drills.Count == 0)
        {
            yield return Missing(postmortem, Topics.Corrective, "no drill is named that shows the tasks to be enough");
            yield break;
        }

        List<Sentence> around = [.. postmortem.Sentences.Where(sentence => drills.Exists(drill => drill.Block == sentence.Block))];
        string[] missing =
        [
            .. drills.Exists(HasName) ? Array.Empty<string>() : ["its id"],
            .. around.Exists(sentence => sentence.Has(Criterion)) ? Array.Empty<string>() : ["when it passes"],
            .. around.Exists(sentence => sentence.Has(NextRun) || IsRunOnADay(sentence)) ? Array.Empty<string>() : ["the date of its next run"],
        ];
        if (missing.Length > 0)
        {
            yield return At(drills[^1].QuoteOf(Drill), $"the drill lacks {string.Join(" and ", missing)}");
        }
    }

    /// <summary>"Run drill DR-14 on 2031-03-18": the day on which it is run, which is no due date.</summary>
    private static bool IsRunOnADay(Sentence sentence) =>
        sentence.Has(Runs) && sentence.Dates.Exists(date => sentence.Words.LastOrDefault(word => word.End <= date.Start) is { Text: "on" or "by" });

    // D-014, learned-1, #3: something with a digit close behind the word.
    private static bool HasName(Sentence sentence)
    {
        for (Range found = Drill.Find(sentence.Words); found.End.Value > 0; found = Drill.Find(sentence.Words, found.End.Value))
        {
            int end = sentence.Words[found.End.Value - 1].End;
            if (sentence.Words.Skip(found.End.Value).TakeWhile(word => word.Start - end < NearSymbols).Any(word => char.IsAsciiDigit(word.Text[^1]) && !sentence.Block.Text[end..word.Start].Contains(';') && !sentence.Dates.Exists(date => date.Start <= word.Start && word.End <= date.End)))
            {
                return true;
            }
        }

        return false;
    }
}
