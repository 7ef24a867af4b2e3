using System.Net;
using System.Net.Sockets;

namespace Holdfast.Networking;

/// <summary>Resolves as the machine does: /etc/hosts, then DNS, as nsswitch.conf says. Any thread.</summary>
public sealed class NameResolver : INameResolver
{
    public async Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellation = default)
    {
        if (IPAddress.TryParse(host, out IPAddress? literal))
        {
            return [literal];
        }

        try
        {
            IPAddress[] found = await Dns.GetHostAddressesAsync(host, cancellation).ConfigureAwait(false);
            return found.Length > 0 ? [.. found.Distinct()] : throw new IOException($"The name '{host}' has no address.");
        }
        catch (SocketException exception)
        {
            throw new IOException($"The name '{host}' cannot be resolved: {exception.Message}.", exception);
        }
        catch (ArgumentException exception)
        {
            // The runtime's answer to a name that is too long.
            throw new IOException($"'{host}' is not a host name.", exception);
        }
    }
}
