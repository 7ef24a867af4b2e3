using System.Globalization;
using Holdfast.Incidents.Reports;

namespace Holdfast.Cli;

/// <summary>Tasks for people.</summary>
internal static class TaskText
{
    public static string Of(TaskListReport list)
    {
        string sum = string.Create(CultureInfo.InvariantCulture, $"{list.Open} open, {list.Overdue} overdue\n");
        if (list.Tasks.Count == 0)
        {
            return $"no such tasks; {sum}";
        }

        TextTable table = new("id", "state", "type", ">prio", "due", "owner", "task");
        foreach (TaskReport task in list.Tasks)
        {
            table.Add(task.Id, State(task), task.Type, task.Priority.ToString(CultureInfo.InvariantCulture), task.Due, task.Owner, Short(task.Text));
        }

        return $"{table}\n  {sum}";
    }

    public static string Of(TaskReport task)
    {
        StringWriter text = new(CultureInfo.InvariantCulture);
        text.Write($"Task {task.Id}, to {task.Type}, {State(task)}: {task.Text}\n");
        text.Write($"  owner {task.Owner}, due {task.Due}, priority {task.Priority.ToString(CultureInfo.InvariantCulture)}\n");
        string source = task.Source switch
        {
            "postmortem" => $"from the postmortem of incident {task.Incident}",
            "finding" => $"from a finding ({task.Finding})",
            _ => task.Incident is { } incident ? $"added by hand to incident {incident}" : "added by hand",
        };
        text.Write($"  {source}\n");
        text.Write(task.Proof is { } proof ? $"  proven by {proof}, drill {task.Drill}\n" : task.State == "closed" ? "" : $"  {HowToClose(task)}\n");
        text.Write(task.ClosedAt is { } closed ? $"  done {closed.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}\n" : "");
        foreach (string link in task.Links)
        {
            text.Write($"  see {link}\n");
        }

        foreach (TaskEventReport one in task.History)
        {
            string late = (one.RecordedAt - one.HappenedAt).Duration() > TimeSpan.FromMinutes(1) ? $", recorded {Time(one.RecordedAt)}" : "";
            text.Write($"  {Time(one.HappenedAt)} {one.Kind}: {one.Text} [{one.Author}, {one.Record}{late}]\n");
        }

        return text.ToString();
    }

    private static string HowToClose(TaskReport task) => task.NeedsDrill
        ? $"closes with a green drill: holdfast drill run {task.Drill ?? "NAME"}, then holdfast task close {task.Id}{(task.Drill is null ? " --drill NAME" : "")}"
        : $"closes with a link to what was done: holdfast task close {task.Id} --link URL";

    private static string State(TaskReport task) => task.DaysOverdue > 0
        ? string.Create(CultureInfo.InvariantCulture, $"{task.State}, OVERDUE by {task.DaysOverdue} {(task.DaysOverdue == 1 ? "day" : "days")}")
        : task.State;

    private static string Short(string text) => text.Length <= 90 ? text : text[..87] + "...";

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";
}
