using System.Text.Json;
using Xunit.Abstractions;

namespace Holdfast.EndToEnd.Failures;

/// <summary>kill -9 of the gateway while it is loaded: the next one begins with half of the limit that was learned, as it was kept on disk.</summary>
public sealed class LimitAfterCrashTests(ITestOutputHelper report) : IDisposable
{
    // Of a server without a bound of its own the limit rises with the load: from 20, by doubling, to more than these.
    private const int Clients = 40;
    private const int Learned = 30;

    private readonly Workplace place = new();

    [Fact]
    [Trait("Category", "Slow")]
    public void KilledUnderLoad_TheNextBeginsWithHalfOfWhatWasKept()
    {
        using OriginProcess origin = new(place, "--service", "fixed:20ms");
        string config = $$"""
            listeners: [{ address: "127.0.0.1:{{Ports.Free()}}" }]
            routes: [{ pool: shop }]
            pools: { shop: { servers: ["{{origin.Address}}"] } }
            workers: 2
            protection: on
            """;
        using (GatewayProcess first = GatewayProcess.Start(place, config))
        {
            using LoadClients load = new(first.Address, (Clients, LoadClients.Kept("/100")));
            Patience.Until(() => Kept() >= Learned, () => $"a limit of {Learned} on disk, where {Kept()} is; now {first.StateOf(origin.Address)}");
            first.Child.Signal("KILL");
            first.Child.WaitForExit(Patience.Limit);
        }

        int kept = Kept();
        using GatewayProcess second = GatewayProcess.Start(place, config);
        report.WriteLine($"{kept} was kept");
        // For a moment it may be half of that, because nobody has looked yet how quick the server is; nobody asks meanwhile, so it does not rise.
        Patience.Until(() => second.StateOf(origin.Address).GetProperty("limit").GetInt32() == kept / 2, () => $"a limit of {kept / 2}: {second.StateOf(origin.Address)}");
        second.Said.ShouldContain("1 server begins with half of the limit that was learned");
    }

    public void Dispose() => place.Dispose();

    /// <summary>0 for none.</summary>
    private int Kept()
    {
        string? file = Directory.EnumerateFiles(place.Path, "limits-*.json", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None }).SingleOrDefault();
        return file is null ? 0 : JsonDocument.Parse(File.ReadAllBytes(file)).RootElement.GetProperty("limits")[0].GetProperty("limit").GetInt32();
    }
}
