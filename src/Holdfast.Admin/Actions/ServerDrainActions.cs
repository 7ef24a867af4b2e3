namespace Holdfast.Admin;

/// <summary>Keeps new requests from a server while the gateway runs, or gives it work again.</summary>
internal static class ServerDrainActions
{
    public static Task Begin(AdminRequest request) => SetAsync(request, drains: true);

    public static Task End(AdminRequest request) => SetAsync(request, drains: false);

    private static Task SetAsync(AdminRequest request, bool drains)
    {
        (string pool, string server) = (request.Values[0], request.Values[1]);
        OperatorOutcome outcome = request.Gateway.DrainServer(pool, server, drains, request.Source);
        if (outcome.Kind != OperatorOutcomeKind.Applied)
        {
            return Answers.RefusedAsync(request.Context, outcome);
        }

        ServerReport? now = request.Gateway.GetState().Pools.FirstOrDefault(one => one.Name == pool)?.Servers.FirstOrDefault(one => one.Name == server);
        ServerDrainReport report = new(pool, server, drains ? "draining" : "serving", now?.InFlight ?? 0, now?.Sessions ?? 0) { WasSoAlready = outcome.WasSoAlready };
        return Answers.JsonAsync(request.Context, 200, report, AdminJson.Default.ServerDrainReport);
    }
}
