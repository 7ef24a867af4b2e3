using System.Runtime.InteropServices;

namespace Holdfast.Admin;

internal static class VersionAction
{
    public static Task Answer(AdminRequest request)
    {
        GatewayStateReport state = request.Gateway.GetState();
        VersionReport version = new(state.Version, RuntimeInformation.FrameworkDescription, state.Pid, state.StartedAt);
        return Answers.JsonAsync(request.Context, 200, version, AdminJson.Default.VersionReport);
    }
}
