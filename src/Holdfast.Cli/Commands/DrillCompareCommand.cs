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
        Option<IReadOnlyList<GatewayKind>?> gateways = new("--gateways") { Description = "Which, with commas between; all that are installed by default", HelpName = "holdfast,haproxy", CustomParser = GatewayNames.Several };
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

    private static async Task<int> RunAsync(string name, IReadOnlyList<GatewayKind>? wanted, int rounds, DrillWishes wishes)
    {
        if (DrillLibrary.OpenOrExplain(name, on: null, out int exitCode) is not { } opened)
        {
            return exitCode;
        }

        if (!DrillFiles.CanBeWritten(wishes))
        {
            return UsageErrors.ExitCode;
        }

        IReadOnlyList<GatewayKind> gateways = wanted ?? Installed();
        using DrillSession session = new(opened, wishes);
        if (!session.CanRun(gateways))
        {
            return 1;
        }

        (IReadOnlyList<DrillReport> reports, bool isWhole) = await RunAllAsync(session, gateways, rounds).ConfigureAwait(false);
        if (reports.Count > 0)
        {
            DrillFiles.Write(reports, wishes);
            if (!wishes.JsonOnOutput)
            {
                Console.Out.Write(DrillText.Comparison(reports));
            }
        }

        return isWhole ? 0 : 1;
    }

    /// <summary>A run that could not be ended ends the comparison; those before it took minutes and are kept.</summary>
    private static async Task<(IReadOnlyList<DrillReport> Reports, bool IsWhole)> RunAllAsync(DrillSession session, IReadOnlyList<GatewayKind> gateways, int rounds)
    {
        List<DrillReport> reports = [];
        for (int round = 1; round <= rounds; round++)
        {
            foreach (GatewayKind gateway in gateways)
            {
                session.Say(string.Create(CultureInfo.InvariantCulture, $"-- {session.Drill} on {gateway.Name}, round {round} of {rounds}"));
                if (await session.RunAsync(gateway).ConfigureAwait(false) is not { } report)
                {
                    return (reports, false);
                }

                reports.Add(report);
            }
        }

        return (reports, true);
    }

    private static IReadOnlyList<GatewayKind> Installed()
    {
        foreach (GatewayKind missing in GatewayKinds.All.Where(static kind => !IsInstalled(kind)))
        {
            Console.Error.WriteLine($"holdfast: {missing.Name} is left out, {missing.Program} is not installed. Install it with: apt-get install {missing.Package}");
        }

        return [.. GatewayKinds.All.Where(IsInstalled)];
    }

    private static bool IsInstalled(GatewayKind kind) => kind.Package is null || Launcher.Find(kind.Program) is not null;
}
