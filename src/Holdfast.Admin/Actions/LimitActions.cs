using System.Text.Json;

namespace Holdfast.Admin;

/// <summary>Fixes a server's limit while the gateway runs, or gives it back to what is measured.</summary>
internal static class LimitActions
{
    // What the word that holds in-flight and limit has room for, less the value that means none.
    private const int Largest = 65_534;

    public static async Task Fix(AdminRequest request)
    {
        int? limit = await ReadAsync(request);
        if (limit is not (>= 1 and <= Largest))
        {
            await Answers.ProblemAsync(request.Context, 400, $$"""The body must be {"limit": N} with N from 1 to {{Largest}}. DELETE gives the limit back to what is measured.""");
            return;
        }

        await SetAsync(request, limit);
    }

    public static Task Release(AdminRequest request) => SetAsync(request, null);

    private static Task SetAsync(AdminRequest request, int? limit)
    {
        (string pool, string server) = (request.Values[0], request.Values[1]);
        OperatorOutcome outcome = request.Gateway.SetLimit(pool, server, limit, request.Source);
        return outcome.Kind == OperatorOutcomeKind.Applied
            ? Answers.JsonAsync(request.Context, 200, new LimitReport(pool, server, limit is null ? "auto" : "fixed", limit), AdminJson.Default.LimitReport)
            : Answers.RefusedAsync(request.Context, outcome);
    }

    private static async Task<int?> ReadAsync(AdminRequest request)
    {
        try
        {
            LimitRequest? wish = await JsonSerializer.DeserializeAsync(request.Context.Request.Body, AdminJson.Default.LimitRequest, request.Context.RequestAborted);
            return wish?.Limit;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
