using System.Text;
using Holdfast.Configuration;
using Holdfast.Http1;

namespace Holdfast.DataPlane.Tests.Routing;

/// <summary>Requests and routes in as few words as the tests need.</summary>
internal static class RequestFixture
{
    public static RouteConfig Route(string? path = null, string? host = null, string[]? methods = null, params (string Name, string Value)[] headers) => new()
    {
        Pool = "shop",
        Match = new MatchConfig
        {
            Host = host,
            Path = path,
            Methods = methods ?? [],
            Headers = headers.ToDictionary(header => header.Name, header => header.Value, StringComparer.OrdinalIgnoreCase),
        },
    };

    public static int Match(RouteTable table, string path, string host = "example.com", string method = "GET", params (string Name, string Value)[] headers)
    {
        var text = new StringBuilder();
        var block = new HeaderBlock(100);
        foreach ((string name, string value) in headers)
        {
            var nameSlice = new Slice(text.Length, name.Length);
            var valueSlice = new Slice(text.Length + name.Length + 2, value.Length);
            text.Append(name).Append(": ").Append(value).Append("\r\n");
            block.TryAdd(new HeaderField(nameSlice, valueSlice, KnownField.None, HopByHop: false));
        }

        return table.Match(Bytes(host), Bytes(path), Bytes(method), Bytes(text.ToString()), block);
    }

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
