using Holdfast.Incidents.Measures;
using Holdfast.Incidents.Reports;

namespace Holdfast.Cli.Tests;

public class MeasuresCsvTests
{
    [Fact]
    public void Unknown_IsEmpty_AndTextsAreQuotedAndNoFormulas()
    {
        DateTimeOffset at = DateTimeOffset.FromUnixTimeSeconds(1_900_000_000);
        IncidentMeasures one = new(7, "=cmd, \"x\"", "sev2", at, at, 2.5, null, 9, null, null, 120, null, 120, 0, 1, 3) { CauseStood = false };
        string csv = MeasuresCsv.Of(MeasuresReport.Of(at, at, [one]));
        csv.ShouldBe(
            "incident,severity,openedAt,start,detectSeconds,tellSeconds,acknowledgeSeconds,causeSeconds,mitigateSeconds,endSeconds,resolveSeconds,downSeconds,falseTrailSeconds,relapses,recurrenceOf,title,causeStood\r\n"
            + "7,sev2,2030-03-17T17:46:40Z,2030-03-17T17:46:40Z,2.5,,9,,,120,,120,0,1,3,\"'=cmd, \"\"x\"\"\",false\r\n");
    }
}
