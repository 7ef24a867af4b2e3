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

    public override IGatewayWatch Watch(GatewayFiles files) => new HoldfastWatch(files.Admin);
}
