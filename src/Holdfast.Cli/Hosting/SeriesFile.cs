using Holdfast.Configuration;

namespace Holdfast.Cli;

/// <summary>
/// Where the series and the incidents of a gateway are kept: named for its first listener as its control socket is, so that a gateway finds its own past after
/// a restart and two gateways of one user do not share theirs.
/// </summary>
internal static class SeriesFile
{
    /// <summary>Null where there is no directory or no lasting name: the record is in memory only.</summary>
    public static string? PathIn(string? directory, GatewayConfig config) => PathIn(directory, config, "series");

    public static string? IncidentsIn(string? directory, GatewayConfig config) => PathIn(directory, config, "incidents");

    private static string? PathIn(string? directory, GatewayConfig config, string what)
    {
        string address = config.Listeners[0].Address;
        return directory is null || address.EndsWith(":0", StringComparison.Ordinal) ? null : Path.Combine(directory, $"{what}-{ControlSocket.NameOf(address)}.db");
    }
}
