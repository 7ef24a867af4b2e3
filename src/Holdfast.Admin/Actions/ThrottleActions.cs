using System.Text.Json;
using Holdfast.Configuration;
using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Admin;

/// <summary>Bounds one client for a while, or lets it go again.</summary>
internal static class ThrottleActions
{
    private const string Body = """The body must be {"rate": "5/s"}, and may have for (10m without it) and dryRun.""";

    // A bound by hand is for the trouble of the hour; what is to last belongs into the configuration, where others see it.
    private static readonly TimeSpan LongestFor = TimeSpan.FromDays(1);
    private static readonly TimeSpan ShortestFor = TimeSpan.FromSeconds(1);

    public static async Task Begin(AdminRequest request)
    {
        ThrottleRequest? wish = await ReadAsync(request);
        if (wish?.Rate is null)
        {
            await Answers.ProblemAsync(request.Context, 400, Body);
            return;
        }

        if (RateText.Parse(wish.Rate, out RequestRate rate) is { } wrongRate)
        {
            await Answers.ProblemAsync(request.Context, 400, $"rate {wrongRate.Problem}. {wrongRate.Remedy}");
            return;
        }

        if (DurationText.Parse(wish.For ?? "10m", out TimeSpan length) is { } wrongFor)
        {
            await Answers.ProblemAsync(request.Context, 400, $"for {wrongFor.Problem}. {wrongFor.Remedy}");
            return;
        }

        if (length < ShortestFor || length > LongestFor)
        {
            await Answers.ProblemAsync(request.Context, 400, "for must be from 1s to 1d: what is to last longer belongs into rateLimits of the configuration.");
            return;
        }

        await SetAsync(request, new ThrottleOrder(request.Values[0], rate, RouteOf(request), length, wish.DryRun));
    }

    public static Task End(AdminRequest request)
    {
        string? route = RouteOf(request);
        return request.Gateway.EndThrottle(request.Values[0], route, request.Source) is { } ended
            ? Answers.JsonAsync(request.Context, 200, ended, AdminJson.Default.ThrottleReport)
            : Answers.ProblemAsync(request.Context, 404, $"Client '{request.Values[0]}'{ThrottleReport.NotBounded}{(route is null ? " on all routes" : $" on route '{route}'")}.");
    }

    private static Task SetAsync(AdminRequest request, ThrottleOrder order)
    {
        OperatorOutcome outcome = request.Gateway.Throttle(order, request.Source);
        return outcome.Kind == OperatorOutcomeKind.Applied
            ? Answers.JsonAsync(request.Context, 200, new ThrottleReport(order.Client, order.Route, RateText.Format(order.Rate), order.For.TotalSeconds, order.IsDryRun, request.Source, 0, 0) { Replaced = outcome.Replaced }, AdminJson.Default.ThrottleReport)
            : Answers.RefusedAsync(request.Context, outcome);
    }

    private static string? RouteOf(AdminRequest request) => request.Context.Request.Query["route"] is [{ Length: > 0 } route, ..] ? route : null;

    private static async Task<ThrottleRequest?> ReadAsync(AdminRequest request)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(request.Context.Request.Body, AdminJson.Default.ThrottleRequest, request.Context.RequestAborted);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
