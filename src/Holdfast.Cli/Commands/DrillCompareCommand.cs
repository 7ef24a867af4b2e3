using System.CommandLine;
using System.Globalization;
using Holdfast.Drills.Reports;
using Holdfast.Drills.Running;

namespace Holdfast.Cli;

/// <summary>`holdfast drill compare NAME`: the same drill against every gateway, interleaved, side by side.</summary>
internal static class DrillCompareCommand
{
    private const int RoundsMaximum = 20;

    public static Command Create()
    {
        Argument<string> name = DrillOptionsOnTheLine.Name();
        Option<string> gateways = new("--gateways") { Description = "Which, with commas between; all that are installed by default", HelpName = "holdfast,haproxy" };
        gateways.Validators.Add(static result => DrillOptionsOnTheLine.RefuseUnknownGateway(result));
        Option<int> rounds = new("--rounds") { Description = "Each gateway so often, taking turns; medians are shown", DefaultValueFactory = static _ => 1 };
        rounds.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > RoundsMaximum)
            {
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"--rounds is a number from 1 to {RoundsMaximum}"));
            }
        });
        DrillOptionsOnTheLine shared = new();
        ExampleCommand command = new(
            "compare",
            "Run a drill against several gateways, taking turns, and print them side by side",
            "holdfast drill compare dead-host --quick",
            "holdfast drill compare marketing-surge --gateways holdfast,haproxy,nginx --rounds 3 --html surge.html")
        { name, gateways, rounds };
        shared.AddTo(command);
        command.SetAction((result, _) => RunAsync(result.GetRequiredValue(name), result.GetValue(gateways), result.GetValue(rounds), shared.Read(result)));
        return command;
    }

    private static async Task<int> RunAsync(string name, string? wanted, int rounds, DrillWishes wishes)
    {
        if (DrillLibrary.OpenOrExplain(name) is not { } opened)
        {
            return 2;
        }

        IReadOnlyList<GatewayKind> gateways = Gateways(wanted);
        using DrillSession session = new(opened, wishes);
        if (!session.CanRun(gateways))
        {
            return 1;
        }

        List<DrillReport> reports = [];
        for (int round = 0; round < rounds; round++)
        {
            foreach (GatewayKind gateway in gateways)
            {
                session.Say(string.Create(CultureInfo.InvariantCulture, $"-- {opened.Scenario!.Name} on {gateway.Name}, round {round + 1} of {rounds}"));
                if (await session.RunAsync(gateway).ConfigureAwait(false) is not { } report)
                {
                    return 1;
                }

                reports.Add(report);
            }
        }

        DrillFiles.Write(reports, wishes);
        if (!wishes.JsonOnOutput)
        {
            Console.Out.Write(DrillText.Comparison(reports));
        }

        return 0;
    }

    private static IReadOnlyList<GatewayKind> Gateways(string? wanted)
    {
        if (wanted is not null)
        {
            return [.. wanted.Split(',', StringSplitOptions.TrimEntries).Select(static name => GatewayKinds.Find(name)!)];
        }

        foreach (GatewayKind missing in GatewayKinds.All.Where(static kind => !IsInstalled(kind)))
        {
            Console.Error.WriteLine($"holdfast: {missing.Name} is left out, {missing.Program} is not installed. Install it with: apt-get install {missing.Package}");
        }

        return [.. GatewayKinds.All.Where(IsInstalled)];
    }

    private static bool IsInstalled(GatewayKind kind) => kind.Package is null || Launcher.Find(kind.Program) is not null;
}
