using System.CommandLine;
using Holdfast.Drills.Reports;
using Holdfast.Drills.Running;

namespace Holdfast.Cli;

/// <summary>`holdfast drill run NAME`: one drill against one gateway. Next: <see cref="DrillSession"/>.</summary>
internal static class DrillRunCommand
{
    public static Command Create()
    {
        Argument<string?> name = new("NAME") { Description = "A drill of `holdfast drill list`, or the path of a scenario (YAML)", Arity = ArgumentArity.ZeroOrOne };
        Option<GatewayKind?> gateway = new("--gateway") { Description = $"What stands before the servers: {GatewayNames.Known}", HelpName = "NAME", CustomParser = GatewayNames.One, DefaultValueFactory = static _ => GatewayKinds.Find("holdfast") };
        Option<string?> on = new("--on") { Description = "For drills of incidents: old is the configuration of that day, on which it must fail (0 when it does, 1 when it passes or proves nothing), new (the default) the present one", HelpName = "old|new" };
        Option<bool> all = new("--all-learned") { Description = "Run every drill of an incident on its present configuration, for CI: 1 when one is red" };
        Option<string> directory = LearnedDrills.DirectoryOption();
        DrillOptionsOnTheLine shared = new();
        ExampleCommand command = new(
            "run",
            "Run a drill and judge it: 0 when everything that was expected held (with --on old: when not), 1 when not or when it proves nothing",
            "holdfast drill run dead-host --quick",
            "holdfast drill run sandbox-crowd --gateway haproxy-naive --html crowd.html",
            "holdfast drill run drills/learned-12.yaml --on old",
            "holdfast drill run --all-learned --json -",
            "holdfast drill run ./mine.yaml --json mine.json")
        { name, gateway, on, all, directory };
        shared.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(name) is null != result.GetValue(all))
            {
                result.AddError("name a drill, or say --all-learned (and not both)");
            }
        });
        LonelyOptions.RefuseBeside(command, all, on);
        LonelyOptions.RefuseWithout(command, all, directory);
        command.SetAction((result, _) => result.GetValue(all)
            ? LearnedDrillRuns.RunAsync(result.GetRequiredValue(directory), result.GetRequiredValue(gateway)!, shared.Read(result))
            : RunAsync(result.GetRequiredValue(name)!, result.GetRequiredValue(gateway)!, result.GetValue(on), shared.Read(result)));
        return command;
    }

    private static async Task<int> RunAsync(string name, GatewayKind gateway, string? on, DrillWishes wishes)
    {
        if (DrillLibrary.OpenOrExplain(name, on, out int exitCode) is not { } opened)
        {
            return exitCode;
        }

        if (!DrillFiles.CanBeWritten(wishes))
        {
            return UsageErrors.ExitCode;
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
            Console.Out.Write(DrillText.Verdicts(report, DrillReproduction.IsOfThatDay(opened.Scenario!)));
        }

        if (DrillReproduction.Remark(opened.Scenario!, report) is { } remark)
        {
            await (wishes.JsonOnOutput ? Console.Error : Console.Out).WriteLineAsync($"\n{remark}");
        }

        return DrillReproduction.IsAsItShouldBe(opened.Scenario!, report) ? 0 : 1;
    }
}
