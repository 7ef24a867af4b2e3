namespace Holdfast.Admin;

internal static class StateAction
{
    public static Task Answer(AdminRequest request) =>
        Answers.JsonAsync(request.Context, 200, request.Gateway.GetState(), AdminJson.Default.GatewayStateReport);
}
