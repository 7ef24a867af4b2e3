using System.Globalization;
using System.Text;
using Holdfast.Http1;

namespace Holdfast.Drills.Load;

/// <summary>A request as the bytes that go over the wire: rendered once, sent as often as needed.</summary>
internal sealed record PreparedRequest(byte[] Bytes, HttpMethod Method)
{
    private const string Agent = "holdfast-load";

    // The plainest of the fields by which clients say that they ask again; gateways count by it.
    private const string RetryField = "X-Retry-Count";

    /// <param name="retries">How often the same was asked before.</param>
    public static PreparedRequest Of(TrafficClass traffic, RequestShape shape, string host, int retries = 0)
    {
        StringBuilder head = new();
        head.Append(CultureInfo.InvariantCulture, $"{shape.Method} {shape.Path} HTTP/1.1\r\n");
        Dictionary<string, string> fields = new(StringComparer.OrdinalIgnoreCase) { ["Host"] = host, ["User-Agent"] = Agent };
        foreach ((string name, string value) in traffic.Headers.Concat(shape.Headers))
        {
            fields[name] = value;
        }

        if (shape.BodyBytes > 0 || shape.Method is "POST" or "PUT" or "PATCH")
        {
            fields["Content-Length"] = shape.BodyBytes.ToString(CultureInfo.InvariantCulture);
        }

        if (!traffic.KeepAlive)
        {
            fields["Connection"] = "close";
        }

        if (retries > 0)
        {
            // Who writes the field himself means what he writes.
            fields.TryAdd(RetryField, retries.ToString(CultureInfo.InvariantCulture));
        }

        foreach ((string name, string value) in fields)
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        byte[] bytes = new byte[head.Length + 2 + shape.BodyBytes];
        int written = Encoding.ASCII.GetBytes(head.Append("\r\n").ToString(), bytes);
        bytes.AsSpan(written).Fill((byte)'x');
        return new PreparedRequest(bytes, MethodOf(shape.Method));
    }

    // Only HEAD and CONNECT change how the answer is read.
    private static HttpMethod MethodOf(string method) => method switch { "HEAD" => HttpMethod.Head, "GET" => HttpMethod.Get, _ => HttpMethod.Other };
}
