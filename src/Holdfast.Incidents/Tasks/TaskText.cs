using System.Globalization;

namespace Holdfast.Incidents.Tasks;

/// <summary>What people may write into a task.</summary>
internal static class TaskText
{
    public const int TextMaximum = 2000;
    public const int NameMaximum = 120;

    /// <summary>Null when it is good, else why not.</summary>
    public static string? ProblemOf(string? text, string name, int maximum) =>
        string.IsNullOrWhiteSpace(text) ? $"'{name}' is missing."
        : text.Length > maximum ? $"'{name}' is longer than {maximum} characters."
        : text.Any(char.IsControl) ? $"'{name}' has control characters."
        : null;

    /// <summary>A day that is over is a typing error: nobody promises the past.</summary>
    public static string? ProblemOfDue(string? due, DateOnly today) =>
        TaskFold.DateOf(due) is not { } day ? $"'{due}' is not a date: write it as 2026-12-24."
        : day < today ? string.Create(CultureInfo.InvariantCulture, $"{due} is over: today is {today.ToString(TaskFold.DateFormat, CultureInfo.InvariantCulture)} (UTC), and a task is due today or later.")
        : null;
}
