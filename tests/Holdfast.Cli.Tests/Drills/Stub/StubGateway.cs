using Holdfast.Drills.Running;

namespace Holdfast.Cli.Tests.Drills.Stub;

/// <summary>The stub as a gateway of a drill, watched as Holdfast is.</summary>
internal sealed class StubGateway(StubManner manner) : GatewayKind
{
    public override string Ending => ".servers";

    public override string? Package => null;

    public override string Program => "dotnet";

    public override IReadOnlyList<string> Command(GatewayFiles files) => StubProgram.Command(manner, files.Listener, files.Admin, files.Configuration);

    public override IReadOnlyList<string> CheckCommand(GatewayFiles files) => ["true"];

    public override Task<string?> ReloadAsync(GatewayFiles files, ProcessIdentity process, CancellationToken cancellation) => Task.FromResult<string?>(null);

    public override IGatewayWatch Watch(GatewayFiles files) => GatewayKinds.Find("holdfast")!.Watch(files);
}
