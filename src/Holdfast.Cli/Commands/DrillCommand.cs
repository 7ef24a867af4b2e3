using System.CommandLine;

namespace Holdfast.Cli;

/// <summary>`holdfast drill`: outages replayed against Holdfast and its peers. Next: <see cref="DrillRunCommand"/>.</summary>
internal static class DrillCommand
{
    public static Command Create() => new ExampleCommand(
        "drill",
        "Replay an outage: servers that break, real traffic, faults on a time line, and a verdict",
        "holdfast drill list",
        "holdfast drill run dead-host --quick",
        "holdfast drill run marketing-surge --gateway haproxy --html surge.html",
        "holdfast drill compare one-character --quick --json result.json",
        "holdfast drill report result.json --html result.html")
    {
        DrillListCommand.Create(),
        DrillRunCommand.Create(),
        DrillCompareCommand.Create(),
        DrillReportCommand.Create(),
        DrillFromIncidentCommand.Create(),
        DrillHistoryCommand.Create(),
        DrillDueCommand.Create(),
    };
}
