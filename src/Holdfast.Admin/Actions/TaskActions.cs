using System.Text.Json;
using Holdfast.Incidents;
using Holdfast.Incidents.Reports;
using Holdfast.Incidents.Tasks;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Admin;

/// <summary>Tasks: the list, one with its history, and what people and programs do with them.</summary>
internal static class TaskActions
{
    private const int ListMaximum = 500;

    public static Task List(AdminRequest request) => WithDesk(request, desk =>
    {
        IQueryCollection wish = request.Context.Request.Query;
        string state = (string?)wish["state"] ?? "open";
        if (state is not ("open" or "closed" or "all"))
        {
            return Answers.ProblemAsync(request.Context, 400, $"'{state}' is not a state of tasks: state is open, closed or all.");
        }

        DateOnly today = desk.Today;
        IEnumerable<LearnedTask> wanted = desk.Book.All
            .Where(task => state == "all" || (task.Phase == TaskPhase.Closed) == (state == "closed"))
            .Where(task => wish["overdue"] != "true" || task.IsOverdue(today))
            .Where(task => Has(task.Owner, wish["owner"]) && Has(task.Text, wish["find"]) && ((string?)wish["incident"] is not { Length: > 0 } incident || task.Incident?.ToString(System.Globalization.CultureInfo.InvariantCulture) == incident));
        TaskListReport report = new(
            desk.Book.All.Count(task => task.Phase != TaskPhase.Closed),
            desk.Overdue().Count,
            [.. wanted.Take(ListMaximum).Select(task => TaskReports.Of(task, today, !desk.IsBroken, withHistory: false))]);
        return Answers.JsonAsync(request.Context, 200, report, IncidentJson.Default.TaskListReport);
    });

    public static Task Show(AdminRequest request) => WithDesk(request, desk => desk.Book.Find(request.Values[0]) is { } task
        ? AnswerAsync(request, desk, 200, task)
        : Answers.ProblemAsync(request.Context, 404, $"There is no task '{request.Values[0]}': holdfast task list --all (GET /api/tasks?state=all) lists them."));

    public static Task Add(AdminRequest request) => ChangeAsync(request, 201, (desk, wish, by) =>
        desk.Add(new NewTask(wish.Text, wish.Type, wish.Owner, wish.Due, wish.Priority, wish.Incident, wish.Link, wish.Drill, wish.Finding), by));

    public static Task Change(AdminRequest request) => ChangeAsync(request, 200, (desk, wish, by) =>
    {
        string id = request.Values[0];
        return request.Values[1] switch
        {
            "assign" => desk.Assign(id, wish.Owner, by),
            "due" => desk.SetDue(id, wish.Due, by),
            "start" => desk.Start(id, by),
            "link" => desk.Link(id, wish.Link, by),
            "close" => desk.Close(id, wish.Link, wish.Done, wish.Drill, by),
            "reopen" => desk.Reopen(id, wish.Text, by),
            var other => new TaskAnswer(DeskOutcome.NotFound, null, $"'{other}' is nothing that is done with a task: there are assign, due, start, link, close and reopen."),
        };
    });

    private static bool Has(string text, string? wanted) => string.IsNullOrEmpty(wanted) || text.Contains(wanted, StringComparison.OrdinalIgnoreCase);

    private static Task WithDesk(AdminRequest request, Func<TaskDesk, Task> answer) => request.Gateway.Tasks is { } desk
        ? answer(desk)
        : Answers.ProblemAsync(request.Context, 503, "This gateway keeps no tasks.");

    private static Task ChangeAsync(AdminRequest request, int status, Func<TaskDesk, TaskRequest, string, TaskAnswer> change) => WithDesk(request, async desk =>
    {
        TaskRequest? wish = await ReadAsync(request);
        if (wish is null)
        {
            await Answers.ProblemAsync(request.Context, 400, """The body must be a JSON object, such as {"text": "what is to be done", "type": "prevent"}; {} where nothing is to be said.""");
            return;
        }

        TaskAnswer answer = change(desk, wish, IncidentActions.By(request, wish.As));
        await (answer.Outcome switch
        {
            DeskOutcome.Done => AnswerAsync(request, desk, status, answer.Task!),
            DeskOutcome.NotFound => Answers.ProblemAsync(request.Context, 404, answer.Problem!),
            DeskOutcome.Refused => Answers.ProblemAsync(request.Context, 409, answer.Problem!),
            _ => Answers.ProblemAsync(request.Context, 400, answer.Problem!),
        });
    });

    private static Task AnswerAsync(AdminRequest request, TaskDesk desk, int status, LearnedTask task) =>
        Answers.JsonAsync(request.Context, status, TaskReports.Of(task, desk.Today, !desk.IsBroken, withHistory: true), IncidentJson.Default.TaskReport);

    private static async Task<TaskRequest?> ReadAsync(AdminRequest request)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(request.Context.Request.Body, IncidentJson.Default.TaskRequest, request.Context.RequestAborted);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
