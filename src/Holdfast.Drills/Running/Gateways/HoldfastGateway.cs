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

    public override Task ReloadAsync(GatewayFiles files, ProcessIdentity process, CancellationToken cancellation)
    {
        ProcessSignals.Send(process, "HUP");
        return Task.CompletedTask;
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
}
