using System.Globalization;
using System.Text;
using System.Text.Json;
using Holdfast.Incidents;
using Holdfast.Incidents.Postmortems.Review;
using Holdfast.Incidents.Reports;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Admin;

/// <summary>Postmortems: drafts, reading them, their review and publication.</summary>
internal static class PostmortemActions
{
    public static Task List(AdminRequest request) => WithDesk(request, (desk, postmortems) =>
    {
        IQueryCollection wish = request.Context.Request.Query;
        string words = (string?)wish["find"] ?? "";
        IEnumerable<PostmortemReport> reports = desk.Book.All.Reverse()
            .Select(incident => PostmortemReports.Of(incident, request.Gateway.Tasks))
            .Where(report => report.Status != "none" && Is(report.Cause, wish["cause"]) && Is(report.Service, wish["service"]) && Is(report.Status, wish["status"]))
            .Where(report => PostmortemReports.Has(report, words, () => postmortems.Read(report.Incident)?.Markdown ?? ""));
        return Answers.JsonAsync(request.Context, 200, new PostmortemListReport([.. reports]), IncidentJson.Default.PostmortemListReport);
    });

    public static Task Show(AdminRequest request) => WithDesk(request, (desk, postmortems) =>
    {
        IQueryCollection wish = request.Context.Request.Query;
        int? number = int.TryParse(wish["version"], NumberStyles.None, CultureInfo.InvariantCulture, out int written) ? written : null;
        if (IncidentActions.Find(desk, request.Values[0]) is not { } incident)
        {
            return IncidentActions.NotFoundAsync(request, request.Values[0]);
        }

        if (postmortems.Read(incident.Id, number) is not { } version)
        {
            int newest = PostmortemState.Of(incident).Version;
            return Answers.ProblemAsync(request.Context, 404, number is { } wanted && newest > 0
                ? $"The postmortem of incident {incident.Id} has no version {wanted}: there {(newest == 1 ? "is version 1" : $"are versions 1 to {newest}")}."
                : $"Incident {incident.Id} has no postmortem yet: it is drafted when the incident is resolved.");
        }

        return (string?)wish["format"] switch
        {
            null or "json" => TextAsync(request, "application/json; charset=utf-8", postmortems.Json(incident, version)),
            "markdown" => TextAsync(request, "text/markdown; charset=utf-8", postmortems.Markdown(incident, version, wish["footnotes"] == "true")),
            "html" => TextAsync(request, "text/html; charset=utf-8", postmortems.Html(incident, version)),
            { } other => Answers.ProblemAsync(request.Context, 400, $"'{other}' is not a format: there are json, markdown and html."),
        };
    });

    public static Task Draft(AdminRequest request) => Change(request, (desk, id, wish, by) => desk.Draft(id, wish.Text, by, wish.Afresh));

    public static Task Review(AdminRequest request) => Change(request, (desk, id, wish, by) => wish.Kind switch
    {
        "request" => desk.Request(id, wish.Person, by),
        "comment" => desk.Comment(id, wish.Title, wish.Text, by),
        "approve" => desk.Approve(id, by),
        "return" => desk.Return(id, wish.Text, by),
        _ => new PostmortemAnswer(DeskAnswer.Invalid($"'{wish.Kind}' is no step of a review: kind is request (with person), comment (with text, and title for the section), approve or return (with text)."), []),
    });

    public static Task Publish(AdminRequest request) => Change(request, (desk, id, _, by) => desk.Publish(id, by));

    private static bool Is(string? value, string? wanted) => string.IsNullOrEmpty(wanted) || string.Equals(value, wanted, StringComparison.OrdinalIgnoreCase);

    private static Task Change(AdminRequest request, Func<PostmortemDesk, long, IncidentRequest, string, PostmortemAnswer> change) => WithDesk(request, async (desk, postmortems) =>
    {
        IncidentRequest? wish = await ReadAsync(request);
        if (wish is null || IncidentActions.FindToWrite(desk, request.Values[0]) is not { } incident)
        {
            await (wish is null ? Answers.ProblemAsync(request.Context, 400, "The body must be a JSON object; {} where nothing is to be said.") : IncidentActions.NotFoundAsync(request, request.Values[0]));
            return;
        }

        PostmortemAnswer answer = change(postmortems, incident.Id, wish, IncidentActions.By(request, wish.As));
        await (answer.Answer.Outcome switch
        {
            DeskOutcome.Done => Answers.JsonAsync(request.Context, 200, PostmortemReports.Of(answer.Incident!), IncidentJson.Default.PostmortemReport),
            DeskOutcome.Invalid => Answers.ProblemAsync(request.Context, 400, answer.Answer.Problem!),
            DeskOutcome.NotFound => Answers.ProblemAsync(request.Context, 404, answer.Answer.Problem!),
            _ => Answers.ProblemAsync(request.Context, 409, answer.Answer.Problem!),
        });
    });

    private static Task WithDesk(AdminRequest request, Func<IncidentDesk, PostmortemDesk, Task> answer) => request.Gateway is { Incidents: { } desk, Postmortems: { } postmortems }
        ? answer(desk, postmortems)
        : Answers.ProblemAsync(request.Context, 503, "This gateway keeps no incidents.");

    private static Task TextAsync(AdminRequest request, string type, string text)
    {
        // The page brings its own style and pictures; nothing else may come in.
        request.Context.Response.Headers.ContentSecurityPolicy = $"default-src 'none'; style-src '{PostmortemDesk.StyleHash}'; frame-ancestors 'none'";
        return Answers.BytesAsync(request.Context, 200, type, Encoding.UTF8.GetBytes(text));
    }

    private static async Task<IncidentRequest?> ReadAsync(AdminRequest request)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(request.Context.Request.Body, IncidentJson.Default.IncidentRequest, request.Context.RequestAborted);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
