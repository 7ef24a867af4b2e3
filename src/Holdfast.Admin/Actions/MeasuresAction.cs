using Holdfast.Incidents.Measures;
using Holdfast.Incidents.Reports;
using Holdfast.Telemetry.Series;

namespace Holdfast.Admin;

/// <summary>How long what took in the incidents of a time.</summary>
internal static class MeasuresAction
{
    public static Task Answer(AdminRequest request) => IncidentActions.WithDesk(request, desk =>
    {
        var wish = request.Context.Request.Query;
        if (SeriesQueryText.ParseTime((string?)wish["since"] ?? "-90d", "since", desk.Now, out string problem) is not { } from
            || SeriesQueryText.ParseTime((string?)wish["until"] ?? "now", "until", desk.Now, out problem) is not { } to)
        {
            return Answers.ProblemAsync(request.Context, 400, problem + ".");
        }

        (DateTimeOffset first, DateTimeOffset last) = (DateTimeOffset.FromUnixTimeSeconds(from), DateTimeOffset.FromUnixTimeSeconds(to).AddMilliseconds(999));
        MeasuresReport report = MeasuresReport.Of(first, last, IncidentMeter.Between(desk.Book.All, first, last));
        return Answers.JsonAsync(request.Context, 200, report, IncidentJson.Default.MeasuresReport);
    });
}
