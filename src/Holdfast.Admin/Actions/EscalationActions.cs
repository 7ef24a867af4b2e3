using System.Net;
using System.Text;
using System.Text.Json;
using Holdfast.Incidents;
using Holdfast.Incidents.Notifications;
using Holdfast.Incidents.Reports;

namespace Holdfast.Admin;

/// <summary>Who is called, test messages, and the links by which people acknowledge.</summary>
internal static class EscalationActions
{
    public static Task Show(AdminRequest request) => WithDesk(request, desk =>
        Answers.JsonAsync(request.Context, 200, EscalationReports.Of(desk), IncidentJson.Default.EscalationReport));

    public static Task Test(AdminRequest request) => WithDesk(request, async desk =>
    {
        string channel = request.Values[0];
        string by = IncidentActions.By(request, await SaidAsync(request));
        // It waits for the other side: not on a thread that answers requests.
        DeliveryResult? result = await Task.Run(() => desk.Test(channel, by), request.Context.RequestAborted);
        await (result is null
            ? Answers.ProblemAsync(request.Context, 404, NoChannel(channel, desk.Channels))
            : Answers.JsonAsync(request.Context, 200, new DeliveryReport(result.IsDelivered, result.Detail), IncidentJson.Default.DeliveryReport));
    });

    /// <summary>A page with a button: programs that look at every link in a mail must not acknowledge anything.</summary>
    public static Task ShowLink(AdminRequest request) => WithLink(request, (incident, person) =>
    {
        string title = WebUtility.HtmlEncode($"Incident {incident.Id}: {incident.Title}");
        string state = incident.AcknowledgedBy is { } who ? $"<p>Acknowledged by {WebUtility.HtmlEncode(who)}.</p>" : $"<form method=\"post\"><button>Acknowledge as {WebUtility.HtmlEncode(person)}</button></form>";
        return PageAsync(request, 200, title, state);
    });

    public static Task UseLink(AdminRequest request) => WithLink(request, (incident, person) =>
    {
        DeskAnswer answer = request.Gateway.Incidents!.Acknowledge(incident.Id, person, IncidentDesk.ByLink);
        string title = WebUtility.HtmlEncode($"Incident {incident.Id}: {incident.Title}");
        return PageAsync(request, answer.Outcome == DeskOutcome.Done ? 200 : 409, title, $"<p>{WebUtility.HtmlEncode(answer.Problem ?? $"Acknowledged by {person}.")}</p>");
    });

    private static string NoChannel(string channel, IReadOnlyCollection<string> known) => known.Count == 0
        ? $"There is no channel '{channel}', and no other: no escalation policy is in force. Write escalation.yaml beside the configuration (it is read within 5 seconds; 'holdfast escalation check FILE' says what is wrong with it), or name one with 'holdfast run --escalation FILE'."
        : $"There is no channel '{channel}': there {(known.Count == 1 ? "is" : "are")} {string.Join(", ", known)}.";

    private static Task WithLink(AdminRequest request, Func<Incidents.Lifecycle.Incident, string, Task> answer) =>
        request.Gateway.Escalation?.ReadLink(request.Values[0]) is { } link && request.Gateway.Incidents?.Book.Find(link.Incident) is { } incident
            ? answer(incident, link.Person)
            : PageAsync(request, 404, "This link is not valid", "<p>It is too old, or cut off. Use 'holdfast incident ack' instead.</p>");

    private static Task WithDesk(AdminRequest request, Func<EscalationDesk, Task> answer) => request.Gateway.Escalation is { } desk
        ? answer(desk)
        : Answers.ProblemAsync(request.Context, 503, "This gateway calls nobody.");

    private static Task PageAsync(AdminRequest request, int status, string title, string body) => Answers.BytesAsync(
        request.Context,
        status,
        "text/html; charset=utf-8",
        Encoding.UTF8.GetBytes($"<!doctype html><html lang=\"en\"><meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title><h1>{title}</h1>{body}</html>\n"));

    private static async Task<string?> SaidAsync(AdminRequest request)
    {
        try
        {
            return (await JsonSerializer.DeserializeAsync(request.Context.Request.Body, IncidentJson.Default.IncidentRequest, request.Context.RequestAborted))?.As;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
