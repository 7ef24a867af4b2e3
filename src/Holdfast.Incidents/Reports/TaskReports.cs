using System.Globalization;
using Holdfast.Incidents.Tasks;

namespace Holdfast.Incidents.Reports;

/// <summary>Tasks in the words of the API.</summary>
public static class TaskReports
{
    /// <param name="withHistory">False for lists.</param>
    public static TaskReport Of(LearnedTask task, DateOnly today, bool isDurable, bool withHistory) => new(
        task.Id,
        Word(task.Type),
        task.Text,
        task.Owner,
        Date(task.Due),
        task.Priority,
        Word(task.Phase),
        task.IsOverdue(today) ? today.DayNumber - task.Due.DayNumber : 0,
        task.Incident,
        task.Source,
        task.Finding,
        task.NeedsDrill,
        task.Drill,
        task.Links,
        task.CreatedAt,
        task.ClosedAt,
        task.Proof is { } proof ? string.Create(CultureInfo.InvariantCulture, $"drill:{proof.Number}") : null,
        isDurable,
        withHistory ? [.. task.Events.Select(Of)] : []);

    /// <summary>For the status: null when nothing is overdue.</summary>
    public static string? OverdueSentence(IReadOnlyList<LearnedTask> overdue, DateOnly today)
    {
        if (overdue.Count == 0)
        {
            return null;
        }

        LearnedTask first = overdue[0];
        int days = today.DayNumber - first.Due.DayNumber;
        string count = overdue.Count == 1 ? "1 task is overdue" : string.Create(CultureInfo.InvariantCulture, $"{overdue.Count} tasks are overdue, the most");
        return string.Create(CultureInfo.InvariantCulture, $"{count}: {first.Id} by {days} {(days == 1 ? "day" : "days")} ({first.Owner}): {Short(first.Text)} (holdfast task list --overdue)");
    }

    /// <summary>DueChanged is due-changed.</summary>
    public static string Word(Enum value)
    {
        System.Text.StringBuilder word = new();
        foreach (char symbol in value.ToString())
        {
            word.Append(char.IsUpper(symbol) && word.Length > 0 ? "-" : "").Append(char.ToLowerInvariant(symbol));
        }

        return word.ToString();
    }

    private static TaskEventReport Of(TaskEvent happened) => new(
        string.Create(CultureInfo.InvariantCulture, $"record:{happened.Id}"), Word(happened.Kind), happened.HappenedAt, happened.RecordedAt, happened.Author, happened.Text);

    private static string Date(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Short(string text) => text.Length <= 80 ? text : text[..77] + "...";
}
