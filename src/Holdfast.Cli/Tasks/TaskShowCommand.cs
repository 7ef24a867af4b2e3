using System.CommandLine;
using Holdfast.Incidents.Reports;

namespace Holdfast.Cli;

internal static class TaskShowCommand
{
    public static Command Create()
    {
        Argument<string> task = TaskCalls.TaskArgument();
        Option<bool> json = IncidentCalls.JsonOption();
        ExampleCommand command = new(
            "show",
            "Show a task: what is to be done, by whom, until when, what closes it, and everything that happened to it",
            "holdfast task show 12-1",
            "holdfast task show T3 --json | jq .history")
        { task, json, AdminApi.AddressOption, AdminApi.TokenFileOption };
        command.SetAction(result => Print(result, result.GetRequiredValue(task), result.GetValue(json)));
        return command;
    }

    private static int Print(ParseResult arguments, string task, bool json)
    {
        using AdminApi api = AdminApi.From(arguments);
        AdminAnswer answer = api.Get(TaskCalls.PathOf(task));
        if (answer.Status != 200)
        {
            return answer.Refuse();
        }

        Console.Out.Write(json ? answer.Body + "\n" : TaskText.Of(answer.Read(IncidentJson.Default.TaskReport)));
        return 0;
    }
}
