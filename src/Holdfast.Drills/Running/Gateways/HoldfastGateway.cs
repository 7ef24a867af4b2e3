using System.Net;
using System.Net.Http;
using System.Text;
using System.Text.Json;

namespace Holdfast.Drills.Running;

internal sealed class HoldfastGateway : GatewayKind
{
    public override string Ending => ".yaml";

    public override string? Package => null;

    public override string Program => "holdfast";

    public override IReadOnlyList<string> Command(GatewayFiles files) =>
        [.. files.Program, "run", files.Configuration, "--state-dir", files.Work, "--control-socket", Path.Combine(files.Work, "control.sock"), "--drain", "1s"];

    public override IReadOnlyList<string> CheckCommand(GatewayFiles files) => [.. files.Program, "run", files.Configuration, "--check-only"];

    // What `holdfast reload` does. A signal alone does not do: whoever starts a drill with nohup has processes that ignore SIGHUP for ever, and the drill
    // would go on with the configuration of before and pass or fail for nothing.
    public override async Task<string?> ReloadAsync(GatewayFiles files, ProcessIdentity process, CancellationToken cancellation)
    {
        (bool isTold, string? refusal) = await TellAsync($"http://{files.Admin}/api/reload", cancellation).ConfigureAwait(false);
        if (!isTold)
        {
            ProcessSignals.Send(process, "HUP");
        }

        return refusal;
    }

    // What `holdfast series announce` does.
    public override async Task<string?> AnnounceAsync(GatewayFiles files, string deployment, string subject, CancellationToken cancellation)
    {
        string about = subject.Length == 0 ? "gateway" : subject;
        using StringContent content = new($$"""{"kind":"deployment","subject":"{{JsonEncodedText.Encode(about)}}","what":"{{JsonEncodedText.Encode(deployment)}}"}""", Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await DrillHttp.Client.PostAsync($"http://{files.Admin}/api/events", content, cancellation).ConfigureAwait(false);
        return answer.IsSuccessStatusCode ? null : await answer.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
    }

    public override IGatewayWatch Watch(GatewayFiles files) => new HoldfastWatch(files.Admin);

    /// <returns>Not told when nobody there takes it from us: no answer in time, or a token is wanted. That a configuration is refused is an answer.</returns>
    private static async Task<(bool IsTold, string? Refusal)> TellAsync(string url, CancellationToken cancellation)
    {
        try
        {
            using HttpResponseMessage answer = await DrillHttp.Client.PostAsync(url, null, cancellation).ConfigureAwait(false);
            return answer.StatusCode switch
            {
                HttpStatusCode.OK => (true, null),
                HttpStatusCode.UnprocessableEntity => (true, ReloadRefusal.InOneLine(await answer.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false))),
                _ => (false, null),
            };
        }
        catch (HttpRequestException)
        {
            return (false, null);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (false, null);
        }
    }
}
