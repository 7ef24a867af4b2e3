using System.Text.Json;
using Holdfast.Telemetry.Series;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Admin;

/// <summary>Shows what changed, and takes what only others know: that a deployment began, that a database was moved.</summary>
internal static class EventActions
{
    private const int TextMaximum = 500;

    // A pipeline announces a few an hour; who sends more than one a second by mistake must not push out what matters.
    private const int AnnouncedPerMinute = 60;

    private static readonly ChangeKind[] Announced = [ChangeKind.Deployment, ChangeKind.Configuration, ChangeKind.Operator, ChangeKind.Other];
    private static readonly TimeSpan LatestAhead = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan EarliestAgo = TimeSpan.FromDays(1);

    public static Task List(AdminRequest request)
    {
        IQueryCollection wish = request.Context.Request.Query;
        string? kindName = wish["kind"];
        ChangeKind? kind = string.IsNullOrEmpty(kindName) ? null : SeriesWords.TryParseChange(kindName);
        if (!string.IsNullOrEmpty(kindName) && kind is null)
        {
            return Answers.ProblemAsync(request.Context, 400, $"'{kindName}' is not a kind of event: there are {string.Join(", ", Enum.GetValues<ChangeKind>().Select(SeriesWords.Of))}.");
        }

        if (SeriesQueryText.ParseTime((string?)wish["from"] ?? "-1d", "from", request.Now, out string problem) is not { } from
            || SeriesQueryText.ParseTime((string?)wish["to"] ?? "now", "to", request.Now, out problem) is not { } to)
        {
            return Answers.ProblemAsync(request.Context, 400, problem + ".");
        }

        // To the end of the second.
        (DateTimeOffset first, DateTimeOffset last) = (DateTimeOffset.FromUnixTimeSeconds(from), DateTimeOffset.FromUnixTimeSeconds(to).AddMilliseconds(999));
        IEnumerable<ChangeEvent> events = request.Gateway.Changes.Between(first, last).Where(one => kind is null || one.Kind == kind);
        return Answers.JsonAsync(request.Context, 200, new EventListReport(first, last, [.. events.Select(Report)]), AdminJson.Default.EventListReport);
    }

    public static async Task Announce(AdminRequest request)
    {
        EventRequest? wish = await ReadAsync(request);
        if (Problem(wish, request.Now) is { } problem)
        {
            await Answers.ProblemAsync(request.Context, 400, problem);
            return;
        }

        // By when they came, not by when they are said to have happened: those of yesterday fill the memory as well.
        int recent = request.Gateway.Changes.Between(request.Now - EarliestAgo, request.Now + LatestAhead).Count(one => one.Source == request.Source && one.RecordedAt > request.Now.AddMinutes(-1));
        if (recent >= AnnouncedPerMinute)
        {
            request.Context.Response.Headers.RetryAfter = "60";
            await Answers.ProblemAsync(request.Context, 429, $"More than {AnnouncedPerMinute} events came from here in a minute: announce a deployment once, not for each server.");
            return;
        }

        ChangeKind kind = wish!.Kind is null ? ChangeKind.Deployment : SeriesWords.TryParseChange(wish.Kind)!.Value;
        ChangeEvent added = request.Gateway.Changes.Add(kind, wish.Subject ?? "gateway", wish.What!, request.Source, wish.Before, wish.After, wish.HappenedAt);
        await Answers.JsonAsync(request.Context, 201, Report(added), AdminJson.Default.EventReport);
    }

    private static string? Problem(EventRequest? wish, DateTimeOffset now)
    {
        if (wish is null || string.IsNullOrWhiteSpace(wish.What))
        {
            return """The body must be {"what": "what was done"}, and may have kind, subject, before, after and happenedAt.""";
        }

        if (wish.Kind is not null && !(SeriesWords.TryParseChange(wish.Kind) is { } kind && Announced.Contains(kind)))
        {
            return $"'{wish.Kind}' cannot be announced: kind is one of {string.Join(", ", Announced.Select(SeriesWords.Of))}.";
        }

        if (wish.Subject is { } subject && SeriesWords.TryParseSubject(subject) is null)
        {
            return $"'{subject}' is not a subject: write gateway, pool:NAME, server:POOL/SERVER or route:NAME.";
        }

        if (new[] { wish.What, wish.Subject, wish.Before, wish.After }.Any(text => text is { Length: > TextMaximum } || text?.Any(char.IsControl) == true))
        {
            return $"A text is longer than {TextMaximum} characters or has control characters.";
        }

        return wish.HappenedAt is { } at && (at > now + LatestAhead || at < now - EarliestAgo)
            ? "happenedAt must be within the last day, and not in the future."
            : null;
    }

    private static async Task<EventRequest?> ReadAsync(AdminRequest request)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(request.Context.Request.Body, AdminJson.Default.EventRequest, request.Context.RequestAborted);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static EventReport Report(ChangeEvent one) =>
        new(one.Id, one.HappenedAt, one.RecordedAt, SeriesWords.Of(one.Kind), one.Subject, one.What, one.Source, one.Before, one.After);
}
