namespace Holdfast.Drills.Running;

internal sealed class NginxGateway : GatewayKind
{
    public override string Ending => ".conf";

    public override string? Package => "nginx-light";

    public override string Program => "nginx";

    public override IReadOnlyList<string> Command(GatewayFiles files) => [.. files.Program, "-p", files.Work, "-e", files.Log, "-c", files.Configuration];

    public override IReadOnlyList<string> CheckCommand(GatewayFiles files) => [.. files.Program, "-t", "-q", "-p", files.Work, "-e", files.Log, "-c", files.Configuration];

    public override Task<string?> ReloadAsync(GatewayFiles files, ProcessIdentity process, CancellationToken cancellation)
    {
        ProcessSignals.Send(process, "HUP");
        return Task.FromResult<string?>(null);
    }

    // The open-source nginx has no page that tells the state of its servers: its log is all an operator has.
    public override IGatewayWatch Watch(GatewayFiles files) => new LogWatch(files.Log, "server temporarily disabled", "no live upstreams");
}
