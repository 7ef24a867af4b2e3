using System.Net;
using Holdfast.Configuration;
using Holdfast.Foundation;
using Holdfast.Networking;
using Holdfast.Telemetry;

namespace Holdfast.DataPlane;

/// <summary>
/// Addresses of servers that are written as names. A name that cannot be resolved keeps the addresses that were good last: a failing
/// resolver must not take servers away that are alive. Control plane.
/// </summary>
internal sealed class NameTable
{
    // A reload must not hang on a resolver that does not answer; the background refresh brings late addresses in.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly INameResolver resolver;
    private readonly EventLog events;
    private Dictionary<string, IReadOnlyList<IPAddress>> lastGood = new(StringComparer.OrdinalIgnoreCase);

    public NameTable(INameResolver resolver, EventLog events)
    {
        this.resolver = resolver;
        this.events = events;
    }

    /// <summary>The last resolution brought other addresses than the one before.</summary>
    public bool HasChanged { get; private set; }

    public async Task<IReadOnlyDictionary<string, IReadOnlyList<IPAddress>>> ResolveAsync(GatewayConfig config, CancellationToken cancellation)
    {
        string[] hosts = [.. NamesIn(config).Distinct(StringComparer.OrdinalIgnoreCase)];
        IReadOnlyList<IPAddress>?[] found = await Task.WhenAll(hosts.Select(host => ResolveOneAsync(host, cancellation))).ConfigureAwait(false);
        Dictionary<string, IReadOnlyList<IPAddress>> next = new(StringComparer.OrdinalIgnoreCase);
        HasChanged = false;
        for (int i = 0; i < hosts.Length; i++)
        {
            lastGood.TryGetValue(hosts[i], out IReadOnlyList<IPAddress>? before);
            IReadOnlyList<IPAddress> now = found[i] ?? before ?? [];
            HasChanged |= before is null || !now.SequenceEqual(before);
            next[hosts[i]] = now;
        }

        lastGood = next;
        return next;
    }

    private static IEnumerable<string> NamesIn(GatewayConfig config) =>
        from pool in config.Pools.Values
        from server in pool.Servers
        where !NetworkAddress.TryParse(server.Address, out _)
        select ServerName.Split(server.Address).Host;

    private async Task<IReadOnlyList<IPAddress>?> ResolveOneAsync(string host, CancellationToken cancellation)
    {
        try
        {
            IReadOnlyList<IPAddress> addresses = await resolver.ResolveAsync(host, cancellation).WaitAsync(Patience, cancellation).ConfigureAwait(false);

            // Resolvers rotate their answers; a fixed order keeps servers recognisable.
            return addresses.Count == 0 ? null : [.. addresses.OrderBy(address => address.ToString(), StringComparer.Ordinal)];
        }
        catch (Exception failure) when (failure is IOException or TimeoutException)
        {
            events.Warning("name_not_resolved", $"server name {host} could not be resolved ({failure.Message}); the last good addresses stay");
            return null;
        }
    }
}
