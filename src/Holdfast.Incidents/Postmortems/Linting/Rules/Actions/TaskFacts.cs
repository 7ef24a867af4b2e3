using System.Globalization;
using Holdfast.Incidents.Postmortems.Linting.Reading;
using Holdfast.Incidents.Postmortems.Linting.Times;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>Owner, date, ticket and the like of a task, in whatever form people write them.</summary>
internal static class TaskFacts
{
    private static readonly Phrases Owner = Phrases.Of("owner|owners", "assignee|assigned", "responsible", "team", "lead", "dri", "by the", "sre", "platform", "engineer", "owned by");
    private static readonly Phrases Due = Phrases.Of("due|by|before|until|deadline|within|end ~ monday|tuesday|wednesday|thursday|friday|january|february|march|april|may|june|july|august|september|october|november|december|week|month|quarter|sprint|days|day|weeks|q1|q2|q3|q4", "next week|sprint|month|release", "this week|sprint|month", "q1|q2|q3|q4");
    private static readonly Phrases Priority = Phrases.Of("priority", "p0|p1|p2|p3|p4", "high|medium|low|critical|urgent", "must|should have");

    public static bool HasOwner(TaskItem task) => task.Has(Owner) || task.Text.Contains('@') || HasNameInBrackets(task.Text) || HasNameInFront(task.Text);

    public static bool HasDue(TaskItem task) => DateOf(task) is not null || DateReader.Read(task.Text).Count > 0 || task.Has(Due);

    public static DateMention? DateOf(TaskItem task) => DateReader.Read(task.Text).Find(date => date.HasYear);

    public static bool HasPriority(TaskItem task) => task.Has(Priority);

    public static bool HasLink(TaskItem task, Postmortem postmortem) => postmortem.Source[task.Block.FirstLine..(task.Block.LastLine + 1)].Any(line => line.Contains("http", StringComparison.Ordinal) || line.Contains("](", StringComparison.Ordinal)) || HasTicket(task);

    /// <summary>OPS-142, #812, INC0042</summary>
    public static bool HasTicket(TaskItem task)
    {
        string text = task.Text;
        for (int at = 0; at + 1 < text.Length; at++)
        {
            bool begins = at == 0 || !char.IsLetterOrDigit(text[at - 1]);
            if (begins && text[at] == '#' && char.IsAsciiDigit(text[at + 1]))
            {
                return true;
            }

            int letters = at;
            while (letters < text.Length && char.IsAsciiLetterUpper(text[letters]))
            {
                letters++;
            }

            int digits = letters < text.Length && text[letters] == '-' ? letters + 1 : letters;
            bool isTicket = begins && letters - at is >= 2 and <= 10 && digits < text.Length && char.IsAsciiDigit(text[digits]) && (digits > letters || letters - at >= 3) && text[at..letters] is not ("HTTP" or "SHA" or "UTF" or "SEV" or "UTC");
            if (isTicket)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The task itself, without owner, date and the like behind it.</summary>
    public static List<Word> Core(TaskItem task)
    {
        int end = task.Text.IndexOfAny([';', '(', '—', '–', '|']);
        int owner = task.Text.IndexOf("wner", StringComparison.Ordinal);
        int cut = Math.Min(end > 0 ? end : int.MaxValue, owner > 0 ? owner : int.MaxValue);
        return [.. task.Words.Where(word => word.Start < cut)];
    }

    /// <summary>"2026-11-31" is written as a day and is none; null for every day that there is.</summary>
    public static string? NoSuchDay(TaskItem task)
    {
        string text = task.Text;
        for (int at = 0; at + 10 <= text.Length; at++)
        {
            string part = text.Substring(at, 10);
            bool isAlone = (at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (at + 10 == text.Length || !char.IsLetterOrDigit(text[at + 10]));
            if (isAlone && part[4] == '-' && part[7] == '-' && part.Where(static (_, index) => index is not (4 or 7)).All(char.IsAsciiDigit) && part[..2] is "19" or "20" or "21"
                && !DateOnly.TryParseExact(part, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            {
                return part;
            }
        }

        return null;
    }

    /// <summary>"Carol: raise the limit", and not "Prevent: raise the limit".</summary>
    private static bool HasNameInFront(string text)
    {
        string plain = text.TrimStart('*', '[', ']', ' ', 'x');
        int colon = plain.IndexOf(':');
        if (colon is < 2 or > 40 || colon + 1 >= plain.Length || plain[colon + 1] != ' ')
        {
            return false;
        }

        string[] words = plain[..colon].Split(' ');
        return words.Length <= 3 && words.All(word => word.Length > 1 && char.IsUpper(word[0]) && word.Skip(1).All(char.IsLower)) && !NoNames.Contains(words[0]);
    }

    // Labels that people write before a task.
    private static readonly HashSet<string> NoNames = new(
        ["Prevent", "Detect", "Mitigate", "Prove", "Task", "Tasks", "Action", "Prevention", "Detection", "Mitigation", "Process", "Short", "Long", "Monitoring", "Alerting", "Documentation", "Testing", "Priority", "Note", "Todo", "Done", "Open", "Improve", "Fix", "Runbook", "Training", "Technical", "Follow"],
        StringComparer.Ordinal);

    private static bool HasNameInBrackets(string text)
    {
        int open = text.LastIndexOf('(');
        return open >= 0 && open + 1 < text.Length && char.IsUpper(text[open + 1]);
    }
}
