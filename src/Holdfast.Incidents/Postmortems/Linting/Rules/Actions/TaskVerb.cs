using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>The first word of a task, after its label, ticket and type.</summary>
internal static class TaskVerb
{
    private static readonly HashSet<string> Labels = new(["prevent", "detect", "mitigate", "process", "high", "medium", "low", "priority", "task", "prevention", "detection", "mitigation", "action", "p0", "p1", "p2", "p3"], StringComparer.Ordinal);

    public static Word? Of(TaskItem task)
    {
        List<Word> words = task.Words;
        int at = 0;
        while (at < words.Count && (char.IsAsciiDigit(words[at].Text[0]) || IsLabel(task, words, at) || IsTicket(task, words[at])))
        {
            at++;
        }

        return at < words.Count ? words[at] : null;
    }

    // "Prevent: set ...", "[P1] set ...", "(detect) set ..."
    private static bool IsLabel(TaskItem task, List<Word> words, int at)
    {
        char after = words[at].End < task.Text.Length ? task.Text[words[at].End] : ' ';
        char before = words[at].Start > 0 ? task.Text[words[at].Start - 1] : ' ';
        return after is ':' or ')' or ']' || (before is '[' or '(') || (Labels.Contains(words[at].Text) && at + 1 < words.Count && after is ' ' && task.Text.AsSpan(words[at].End).TrimStart().StartsWith("-"));
    }

    private static bool IsTicket(TaskItem task, Word word) => task.Text[word.Start..word.End].All(char.IsAsciiLetterUpper) && word.End < task.Text.Length && task.Text[word.End] == '-' && word.Text.Length > 1;
}
