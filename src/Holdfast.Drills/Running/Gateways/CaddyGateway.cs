using System.Net.Http;
using System.Text;

namespace Holdfast.Drills.Running;

internal sealed class CaddyGateway : GatewayKind
{
    public override string Ending => ".caddyfile";

    public override string? Package => "caddy";

    public override string Program => "caddy";

    public override IReadOnlyList<string> Command(GatewayFiles files) => [.. files.Program, "run", "--config", files.Configuration, "--adapter", "caddyfile"];

    public override IReadOnlyList<string> CheckCommand(GatewayFiles files) => [.. files.Program, "validate", "--config", files.Configuration, "--adapter", "caddyfile"];

    // What `caddy reload` does: the adapted file is posted to the admin address.
    public override async Task<string?> ReloadAsync(GatewayFiles files, ProcessIdentity process, CancellationToken cancellation)
    {
        using StringContent content = new(await File.ReadAllTextAsync(files.Configuration, cancellation).ConfigureAwait(false), Encoding.UTF8, "text/caddyfile");
        using HttpResponseMessage answer = await DrillHttp.Client.PostAsync($"http://{files.Admin}/load", content, cancellation).ConfigureAwait(false);
        return answer.IsSuccessStatusCode ? null : ReloadRefusal.InOneLine(await answer.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false));
    }

    public override IGatewayWatch Watch(GatewayFiles files) => new LogWatch(files.Log, "\"logger\":\"http.handlers.reverse_proxy.health_checker");

    // One thread like every gateway here; its home must not be the operator's.
    public override IReadOnlyDictionary<string, string> Environment(GatewayFiles files) => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["GOMAXPROCS"] = "1",
        ["HOME"] = files.Work,
        ["XDG_DATA_HOME"] = files.Work,
        ["XDG_CONFIG_HOME"] = files.Work,
    };
}
