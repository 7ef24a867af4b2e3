using Holdfast.Drills.Running;
using Holdfast.Drills.Scenarios;

namespace Holdfast.Drills.Tests.Running;

public sealed class GatewayKindsTests : IDisposable
{
    private static readonly Scenario Scenario = new()
    {
        Origins = [.. "abcd".Select(static (name, index) => new ScenarioOrigin { Name = name.ToString(), Address = $"127.0.79.{index + 1}:18000" })],
        Gateway = new GatewayPlan { Values = new Dictionary<string, string> { ["maxconn"] = "8", ["queue"] = "64" } },
    };

    private readonly string root = Directory.CreateTempSubdirectory("holdfast-peers-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    /// <summary>What the drill one-character rests on, asked of the programs themselves: the letter goes past HAProxy's own check, and past no other.</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public async Task InstalledPeers_AcceptTheirConfigurations_AndOnlyHaproxyTheWrongLetter()
    {
        GatewayKind[] peers = [.. GatewayKinds.All.Where(static kind => kind.Package is not null && Launcher.Find(kind.Program) is not null)];
        // Of the peers the tests need only this one (eng/tools.txt); the others are asked where they are.
        peers.ShouldContain(static kind => kind.Name == "nginx-naive");
        foreach (GatewayKind kind in peers)
        {
            foreach (string template in new[] { "requests", "sessions", "weights", "weights-wrong" })
            {
                (int code, string said) = await CheckAsync(kind, template);
                (code == 0).ShouldBe(template != "weights-wrong" || kind is HaproxyGateway, $"{kind} {template}: {said}");
            }
        }
    }

    private async Task<(int Code, string Said)> CheckAsync(GatewayKind kind, string template)
    {
        string work = Directory.CreateDirectory(Path.Combine(root, $"{kind}-{template}", "gateway")).FullName;
        GatewayFiles files = new([Launcher.Find(kind.Program)!], "127.0.79.100:18080", "127.0.79.100:19900", work, Path.Combine(work, "gateway" + kind.Ending), Path.Combine(work, "..", "gateway.log"));
        await File.WriteAllTextAsync(files.Configuration, GatewayTemplate.Fill(BuiltInDrills.Read(kind.TemplatePath(template))!, Scenario, files));
        return await CheckProgram.RunAsync(kind.CheckCommand(files), work, kind.Environment(files), CancellationToken.None);
    }
}
