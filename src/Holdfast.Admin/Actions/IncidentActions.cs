using System.Globalization;
using System.Text.Json;
using Holdfast.Incidents;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Reports;

namespace Holdfast.Admin;

/// <summary>Incidents: the list, one with its timeline, and what people do with them.</summary>
internal static class IncidentActions
{
    private const int ListMaximum = 200;

    public static Task List(AdminRequest request) => WithDesk(request, desk =>
    {
        bool all = request.Context.Request.Query["all"] == "true";
        IEnumerable<Incident> wanted = desk.Book.All.Reverse().Where(incident => all || incident.Status != IncidentStatus.Dismissed).Take(ListMaximum);
        IncidentListReport report = new([.. wanted.Select(incident => IncidentReports.Of(incident, !desk.Book.IsBroken, withTimeline: false))]);
        return Answers.JsonAsync(request.Context, 200, report, IncidentJson.Default.IncidentListReport);
    });

    public static Task Show(AdminRequest request) => WithDesk(request, desk => Find(desk, request.Values[0]) is { } incident
        ? AnswerAsync(request, 200, incident)
        : NotFoundAsync(request, request.Values[0]));

    public static Task Open(AdminRequest request) => Change(request, 201, (desk, _, wish, by) => desk.Open(wish.Title, wish.Pool, wish.Severity, wish.Since, by), isNew: true);

    public static Task Acknowledge(AdminRequest request) => Change(request, 200, (desk, id, _, by) => desk.Acknowledge(id, by));

    public static Task Note(AdminRequest request) => Change(request, 201, (desk, id, wish, by) =>
        TryReadKind(wish.Kind, out NoteKind kind)
            ? desk.Note(id, wish.Text, kind, wish.HappenedAt, by)
            : DeskAnswer.Invalid($"'{wish.Kind}' is not a kind of note: there are {string.Join(", ", Enum.GetValues<NoteKind>().Select(IncidentReports.Word))}."));

    public static Task Role(AdminRequest request) => Change(request, 200, (desk, id, wish, by) => desk.TakeRole(id, wish.Role, wish.Person ?? by, by));

    public static Task Severity(AdminRequest request) => Change(request, 200, (desk, id, wish, by) => desk.SetSeverity(id, wish.Severity, by));

    public static Task Resolve(AdminRequest request) => Change(request, 200, (desk, id, wish, by) => desk.Resolve(id, wish.Text, by));

    public static Task Close(AdminRequest request) => Change(request, 200, (_, id, wish, by) => request.Gateway.Postmortems is { } postmortems
        ? postmortems.Close(id, wish.Text, by)
        : DeskAnswer.Refused("This gateway keeps no postmortems: incidents are closed where their postmortems are."));

    internal static Task WithDesk(AdminRequest request, Func<IncidentDesk, Task> answer) => request.Gateway.Incidents is { } desk
        ? answer(desk)
        : Answers.ProblemAsync(request.Context, 503, "This gateway keeps no incidents.");

    /// <summary>A number, or "latest".</summary>
    internal static Incident? Find(IncidentDesk desk, string text) => Find(desk, text, desk.Latest);

    /// <summary>A number, or "latest", of what something is written to.</summary>
    internal static Incident? FindToWrite(IncidentDesk desk, string text) => Find(desk, text, desk.LatestToWrite);

    internal static Task NotFoundAsync(AdminRequest request, string text) =>
        Answers.ProblemAsync(request.Context, 404, $"There is no incident '{text}': holdfast incident list (GET /api/incidents) lists them.");

    /// <summary>Whose token it is; without tokens who they say they are.</summary>
    internal static string By(AdminRequest request, string? said) =>
        request.Caller?.Name ?? (string.IsNullOrWhiteSpace(said) || said.Length > 120 || said.Any(char.IsControl) ? "somebody" : said.Trim());

    private static Task Change(AdminRequest request, int status, Func<IncidentDesk, long, IncidentRequest, string, DeskAnswer> change, bool isNew = false) => WithDesk(request, async desk =>
    {
        IncidentRequest? wish = await ReadAsync(request);
        if (wish is null)
        {
            await Answers.ProblemAsync(request.Context, 400, """The body must be a JSON object, such as {"text": "what was seen"}; {} where nothing is to be said.""");
            return;
        }

        Incident? incident = isNew ? null : FindToWrite(desk, request.Values[0]);
        if (!isNew && incident is null)
        {
            await NotFoundAsync(request, request.Values[0]);
            return;
        }

        DeskAnswer answer = change(desk, incident?.Id ?? 0, wish, By(request, wish.As));
        await (answer.Outcome switch
        {
            DeskOutcome.Done => AnswerAsync(request, status, answer.Incident!),
            DeskOutcome.NotFound => Answers.ProblemAsync(request.Context, 404, answer.Problem!),
            DeskOutcome.Refused => Answers.ProblemAsync(request.Context, 409, answer.Problem!),
            _ => Answers.ProblemAsync(request.Context, 400, answer.Problem!),
        });
    });

    private static Task AnswerAsync(AdminRequest request, int status, Incident incident)
    {
        IncidentDesk desk = request.Gateway.Incidents!;
        IncidentReport report = IncidentReports.Of(incident, !desk.Book.IsBroken, withTimeline: true, request.Gateway.NextStepsOf(incident), desk.SeenOf(incident));
        return Answers.JsonAsync(request.Context, status, report, IncidentJson.Default.IncidentReport);
    }

    private static Incident? Find(IncidentDesk desk, string text, Incident? latest) =>
        text == "latest" ? latest
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long id) ? desk.Book.Find(id)
        : null;

    private static bool TryReadKind(string? text, out NoteKind kind)
    {
        kind = Enum.GetValues<NoteKind>().FirstOrDefault(one => IncidentReports.Word(one) == text);
        return text is null || IncidentReports.Word(kind) == text;
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
