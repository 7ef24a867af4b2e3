using Holdfast.Telemetry.Series;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Admin;

/// <summary>GET /api/diagnosis: what is wrong and why, now or at a past moment.</summary>
internal static class DiagnosisAction
{
    public static Task Answer(AdminRequest request)
    {
        IQueryCollection wish = request.Context.Request.Query;
        string? unknown = wish.Keys.FirstOrDefault(key => key != "at");
        if (unknown is not null)
        {
            return Answers.ProblemAsync(request.Context, 400, $"There is no parameter '{unknown}': there is at.");
        }

        if (!wish.TryGetValue("at", out var text))
        {
            return Answers.JsonAsync(request.Context, 200, request.Gateway.GetDiagnosis(null), AdminJson.Default.DiagnosisReport);
        }

        return SeriesQueryText.ParseTime(text.ToString(), "at", request.Now, out string problem) is { } second
            ? Answers.JsonAsync(request.Context, 200, request.Gateway.GetDiagnosis(second), AdminJson.Default.DiagnosisReport)
            : Answers.ProblemAsync(request.Context, 400, problem.EndsWith('.') ? problem : problem + ".");
    }
}
