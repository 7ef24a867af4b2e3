using System.CommandLine;

namespace Holdfast.Cli;

/// <summary>`holdfast task`: what was learned and is to be done. Next: <see cref="TaskListCommand"/>.</summary>
internal static class TaskCommand
{
    public static Command Create() => new ExampleCommand(
        "task",
        "Tasks from postmortems, findings and people: who owns them, when they are due, what proves that they are done",
        "holdfast task list --overdue",
        "holdfast task show 12-1",
        "holdfast task close 12-1 --drill learned-12")
    {
        TaskListCommand.Create(),
        TaskShowCommand.Create(),
        TaskAddCommand.Create(),
        TaskStepCommands.Assign(),
        TaskStepCommands.Due(),
        TaskStepCommands.Start(),
        TaskStepCommands.Link(),
        TaskCloseCommand.Create(),
        TaskStepCommands.Reopen(),
    };
}
