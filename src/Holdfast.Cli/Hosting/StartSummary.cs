using System.Globalization;
using Holdfast.Configuration;

namespace Holdfast.Cli;

/// <summary>The one line of a start: what runs where, and how to repeat it.</summary>
internal static class StartSummary
{
    private const int NamesMaximum = 5;

    public static string Of(GatewayHost host, ulong seed)
    {
        GatewayConfig config = host.Applied.Config;
        string listeners = Join([.. host.Gateway.Addresses.Select(address => address.ToString())]);
        string pools = Join([.. host.Gateway.Snapshot.Pools.Select(pool => $"{pool.Name} ({pool.Servers.Length} {(pool.Servers.Length == 1 ? "server" : "servers")})")]);
        string admin = config.Admin.Enabled ? $"admin http://{config.Admin.Address}" : "admin off";
        return string.Create(CultureInfo.InvariantCulture, $"holdfast {ProductVersion.Text}: listening on {listeners}; pools {pools}; {admin}; {host.Gateway.WorkerCount} workers; seed {seed}");
    }

    private static string Join(IReadOnlyList<string> names) => names.Count <= NamesMaximum
        ? string.Join(", ", names)
        : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", names.Take(NamesMaximum))} and {names.Count - NamesMaximum} more");
}
