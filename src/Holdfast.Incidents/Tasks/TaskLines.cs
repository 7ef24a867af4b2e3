using Holdfast.Incidents.Postmortems.Linting.Reading;
using Holdfast.Incidents.Postmortems.Linting.Rules;
using Holdfast.Incidents.Postmortems.Writing;

namespace Holdfast.Incidents.Tasks;

/// <summary>The tasks of a postmortem that somebody has written by hand, as the linter reads them.</summary>
internal static class TaskLines
{
    private const int Maximum = 20;

    /// <param name="owner">Who owns what names nobody.</param>
    public static IReadOnlyList<WrittenTask> Read(string markdown, string owner, DateOnly today) =>
        [.. PostmortemReader.Read(markdown).Tasks.Where(task => !task.IsDone).Take(Maximum).Select((task, index) => Of(task, index + 1, owner, today))];

    private static WrittenTask Of(TaskItem task, int number, string owner, DateOnly today)
    {
        string type = TypeOf(task);
        DateOnly due = TaskFacts.DateOf(task) is { } written && written.In(0) is { } day ? day : today.AddDays(14);
        int priority = task.Text.Contains("P1", StringComparison.Ordinal) ? 1 : 2;
        return new WrittenTask(number, type, Core(task.Text), Owner(task.Text) ?? owner, due, priority);
    }

    /// <summary>By its label, else by its words; what nobody can tell apart is to prevent, which takes the most to close.</summary>
    private static string TypeOf(TaskItem task)
    {
        // Its drill proves that the outage does not come back: by its words, which tell what passes, it would be anything.
        string[] types = ["prevent", "detect", "mitigate"];
        return task.Text.TrimStart().StartsWith("prove:", StringComparison.OrdinalIgnoreCase) ? "prevent" : types.FirstOrDefault(type => task.Text.TrimStart().StartsWith(type, StringComparison.OrdinalIgnoreCase))
            ?? (task.Has(TaskTypes.Detect) ? "detect" : task.Has(TaskTypes.Mitigate) && !task.Has(TaskTypes.Prevent) ? "mitigate" : "prevent");
    }

    /// <summary>"Prevent: set limits; owner: anna; due ..." is "set limits".</summary>
    private static string Core(string text)
    {
        int colon = text.IndexOf(": ", StringComparison.Ordinal);
        string core = colon is > 0 and < 12 ? text[(colon + 2)..] : text;
        int end = core.IndexOf("; owner", StringComparison.OrdinalIgnoreCase);
        return (end > 0 ? core[..end] : core).Trim().TrimEnd('.');
    }

    private static string? Owner(string text)
    {
        int at = text.IndexOf("owner:", StringComparison.OrdinalIgnoreCase);
        string name = at < 0 ? "" : text[(at + "owner:".Length)..].Split(';', ',', '.', ')')[0].Trim();
        return name.Length is > 0 and <= TaskText.NameMaximum ? name : null;
    }
}
