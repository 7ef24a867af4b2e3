namespace Holdfast.Admin;

internal static class DrainAction
{
    /// <summary>202: clients are still being served when the answer goes out. 409 when it drains already.</summary>
    public static async Task Answer(AdminRequest request)
    {
        DrainOutcome outcome = await request.Gateway.DrainAsync(request.Source, request.Context.RequestAborted);
        await (outcome.Started
            ? Answers.JsonAsync(request.Context, 202, outcome, AdminJson.Default.DrainOutcome)
            : Answers.ProblemAsync(request.Context, 409, "The gateway is draining already."));
    }
}
