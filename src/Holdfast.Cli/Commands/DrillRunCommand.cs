using System.CommandLine;
using Holdfast.Drills.Reports;
using Holdfast.Drills.Running;

namespace Holdfast.Cli;

/// <summary>`holdfast drill run NAME`: one drill against one gateway. Next: <see cref="DrillSession"/>.</summary>
internal static class DrillRunCommand
{
    public static Command Create()
    {
        Argument<string> name = DrillOptionsOnTheLine.Name();
        Option<GatewayKind?> gateway = new("--gateway") { Description = $"What stands before the servers: {GatewayNames.Known}", HelpName = "NAME", CustomParser = GatewayNames.One, DefaultValueFactory = static _ => GatewayKinds.Find("holdfast") };
        DrillOptionsOnTheLine shared = new();
        ExampleCommand command = new(
            "run",
            "Run a drill and judge it: 0 when everything that was expected held, 1 when not",
            "holdfast drill run dead-host --quick",
            "holdfast drill run sandbox-crowd --gateway haproxy-naive --html crowd.html",
            "holdfast drill run ./mine.yaml --json mine.json")
        { name, gateway };
        shared.AddTo(command);
        command.SetAction((result, _) => RunAsync(result.GetRequiredValue(name), result.GetRequiredValue(gateway)!, shared.Read(result)));
        return command;
    }

    private static async Task<int> RunAsync(string name, GatewayKind gateway, DrillWishes wishes)
    {
        if (DrillLibrary.OpenOrExplain(name) is not { } opened || !DrillFiles.CanBeWritten(wishes))
        {
            return 2;
        }

        using DrillSession session = new(opened, wishes);
        if (!session.CanRun([gateway]))
        {
            return 1;
        }

        DrillReport? report = await session.RunAsync(gateway).ConfigureAwait(false);
        if (report is null)
        {
            return 1;
        }

        DrillFiles.Write([report], wishes);
        if (!wishes.JsonOnOutput)
        {
            Console.Out.Write(DrillText.Verdicts(report));
        }

        return report.Passed ? 0 : 1;
    }
}
