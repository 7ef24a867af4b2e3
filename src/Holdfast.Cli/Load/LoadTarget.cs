using System.Globalization;
using System.Net;
using Holdfast.Foundation;
using Holdfast.Networking;

namespace Holdfast.Cli;

/// <summary>Where a load goes to: the addresses, the Host field and the path.</summary>
internal sealed record LoadTarget(string Host, string Path, IReadOnlyList<NetworkAddress> Addresses)
{
    private const int HttpPort = 80;

    public bool IsLoopback => Addresses.All(static address => IPAddress.IsLoopback(address.ToIPAddress()));

    /// <summary>Null with the reason when it is no target.</summary>
    /// <param name="text">http://host:port/path, or without the scheme, the port or the path.</param>
    public static async Task<(LoadTarget? Target, string Problem)> Read(string text, INameResolver resolver)
    {
        if (text.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            return (null, $"'{text}' wants TLS, which the generator does not speak. Load the plain listener behind it, with http:.");
        }

        string url = text.Contains("://", StringComparison.Ordinal) ? text : $"http://{text}";
        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? parsed) || parsed.Scheme != "http" || parsed.Host.Length == 0)
        {
            return (null, $"'{text}' is not a target. Write for example http://127.0.0.1:8080/ or 127.0.0.1:8080");
        }

        string host = parsed.IsDefaultPort ? parsed.IdnHost : string.Create(CultureInfo.InvariantCulture, $"{Bracketed(parsed.IdnHost)}:{parsed.Port}");
        try
        {
            IReadOnlyList<IPAddress> addresses = await resolver.ResolveAsync(parsed.IdnHost.Trim('[', ']'));
            // All of one family, as a client that takes the next address each time: a name with several addresses means one service. The
            // other family leads to the same machines once more.
            IPAddress[] chosen = [.. addresses.Where(static address => address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork)];
            return (new LoadTarget(host, parsed.PathAndQuery, [.. (chosen.Length > 0 ? chosen : addresses).Select(address => NetworkAddress.From(address, parsed.Port > 0 ? parsed.Port : HttpPort))]), "");
        }
        catch (IOException exception)
        {
            return (null, exception.Message);
        }
    }

    private static string Bracketed(string host) => host.Contains(':', StringComparison.Ordinal) && !host.StartsWith('[') ? $"[{host}]" : host;
}
