namespace Holdfast.Admin;

/// <summary>Two questions: does the process live (else restart it), and should it get clients (else send them elsewhere).</summary>
internal static class HealthActions
{
    public static Task Live(AdminRequest request) => Answer(request, 200, "live");

    public static Task Ready(AdminRequest request) => request.Gateway switch
    {
        { IsDraining: true } => Answer(request, 503, "draining"),
        { IsReady: true } => Answer(request, 200, "ready"),
        _ => Answer(request, 503, "starting"),
    };

    private static Task Answer(AdminRequest request, int status, string text) =>
        Answers.JsonAsync(request.Context, status, new HealthReport(text), AdminJson.Default.HealthReport);
}
