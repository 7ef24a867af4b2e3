using System.Text;
using Holdfast.Incidents;
using Holdfast.Incidents.Replay;

namespace Holdfast.Admin;

/// <summary>The drill of an incident, written from its records.</summary>
internal static class ReplayActions
{
    public static Task Write(AdminRequest request) => IncidentActions.WithDesk(request, desk =>
    {
        if (request.Gateway.Replays is not { } replays)
        {
            return Answers.ProblemAsync(request.Context, 503, "This gateway keeps no incidents.");
        }

        if (IncidentActions.FindToWrite(desk, request.Values[0]) is not { } incident)
        {
            return IncidentActions.NotFoundAsync(request, request.Values[0]);
        }

        ReplayAnswer answer = replays.Write(incident.Id, IncidentActions.By(request, request.Context.Request.Query["as"]));
        return answer.Outcome switch
        {
            DeskOutcome.Done => Answers.BytesAsync(request.Context, 200, "application/yaml; charset=utf-8", Encoding.UTF8.GetBytes(answer.Text)),
            DeskOutcome.NotFound => Answers.ProblemAsync(request.Context, 404, answer.Problem!),
            _ => Answers.ProblemAsync(request.Context, 409, answer.Problem!),
        };
    });
}
