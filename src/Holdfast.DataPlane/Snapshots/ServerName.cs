using System.Globalization;

namespace Holdfast.DataPlane.Snapshots;

/// <summary>Server addresses that are names: "app.internal:8000".</summary>
public static class ServerName
{
    public static (string Host, int Port) Split(string address)
    {
        int colon = address.LastIndexOf(':');
        return (address[..colon], int.Parse(address[(colon + 1)..], CultureInfo.InvariantCulture));
    }
}
