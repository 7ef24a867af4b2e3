namespace Holdfast.Drills.Running;

internal sealed class HaproxyGateway : GatewayKind
{
    public override string Ending => ".cfg";

    public override string? Package => "haproxy";

    public override string Program => "haproxy";

    // -W: a master that starts a new worker at SIGUSR2, as the distributions run it. -db: stay in the foreground.
    public override IReadOnlyList<string> Command(GatewayFiles files) => [.. files.Program, "-W", "-db", "-f", files.Configuration];

    public override IReadOnlyList<string> CheckCommand(GatewayFiles files) => [.. files.Program, "-c", "-f", files.Configuration];

    public override Task<string?> ReloadAsync(GatewayFiles files, ProcessIdentity process, CancellationToken cancellation)
    {
        ProcessSignals.Send(process, "USR2");
        return Task.FromResult<string?>(null);
    }

    public override IGatewayWatch Watch(GatewayFiles files) => new HaproxyWatch(files.Admin);
}
