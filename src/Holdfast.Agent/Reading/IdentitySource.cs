using System.Net;
using System.Net.NetworkInformation;

namespace Holdfast.Agent.Reading;

/// <summary>Who this host is. Addresses come by a call, so that tests say their own.</summary>
internal sealed class IdentitySource(IHostFiles files, Func<IReadOnlyList<string>> addresses)
{
    public HostIdentity Read() => new(
        files.ReadText("/proc/sys/kernel/hostname")?.Trim() is { Length: > 0 } name ? name : "unnamed",
        files.ReadText("/etc/machine-id")?.Trim() is { Length: > 0 } machine ? machine : null,
        files.ReadText("/proc/sys/kernel/random/boot_id")?.Trim() is { Length: > 0 } boot ? boot : null,
        ProcText.Decimal(ProcText.Fields(files.ReadText("/proc/uptime")).FirstOrDefault()) ?? 0,
        addresses());

    /// <summary>Of this machine's interfaces, without loopback and link-local ones: those are the same everywhere.</summary>
    public static IReadOnlyList<string> OwnAddresses()
    {
        try
        {
            return
            [
                .. NetworkInterface.GetAllNetworkInterfaces()
                    .Where(one => one.OperationalStatus == OperationalStatus.Up)
                    .SelectMany(one => one.GetIPProperties().UnicastAddresses)
                    .Select(one => one.Address)
                    .Where(address => !IPAddress.IsLoopback(address) && !address.IsIPv6LinkLocal)
                    .Select(address => address.ToString())
                    .Distinct(StringComparer.Ordinal)
                    .Take(32),
            ];
        }
        catch (NetworkInformationException)
        {
            return [];
        }
    }
}
