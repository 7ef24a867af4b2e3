using System.Buffers.Text;
using System.Text;
using Holdfast.Configuration.Reading.Values;
using Holdfast.Http1;

namespace Holdfast.Drills;

/// <summary>What an origin needs to know of a request when its head is gone. One for each connection, used again.</summary>
internal sealed class OriginRequest
{
    private static readonly TimeSpan PollDefault = TimeSpan.FromSeconds(30);
    private const double CostMaximum = 1_000_000;

    public RequestKind Kind { get; private set; }

    /// <summary>/work?cost=10x is ten times as much work.</summary>
    public double Cost { get; private set; }

    /// <summary>/session?for=30s.</summary>
    public TimeSpan PollDuration { get; private set; }

    public string? WebSocketKey { get; private set; }

    public bool IsHead { get; private set; }

    public bool Close { get; private set; }

    public void Understand(RequestHead head, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> poison)
    {
        ReadOnlySpan<byte> path = head.Path.Of(bytes);
        ReadOnlySpan<byte> query = head.PathAndQuery.Of(bytes)[path.Length..];
        // An answer of HTTP/1.1 without Connection: keep-alive ends the connection for a client of HTTP/1.0.
        Close = !head.KeepAlive || head.Version != Http1.HttpVersion.Http11;
        IsHead = head.Method == HttpMethod.Head;
        Cost = 1;
        Kind = KindOf(path, head, poison);
        if (!query.IsEmpty && Kind == RequestKind.Work)
        {
            Cost = CostIn(query);
        }
        else if (Kind == RequestKind.LongPoll)
        {
            PollDuration = DurationIn(query);
        }
        else if (Kind == RequestKind.WebSocket)
        {
            int index = head.Fields.IndexOf(bytes, "Sec-WebSocket-Key"u8);
            WebSocketKey = index < 0 ? "" : Encoding.ASCII.GetString(head.Fields.Fields[index].Value.Of(bytes));
        }
    }

    private static RequestKind KindOf(ReadOnlySpan<byte> path, RequestHead head, ReadOnlySpan<byte> poison)
    {
        if (path.SequenceEqual("/healthz"u8))
        {
            return RequestKind.Health;
        }

        if (!poison.IsEmpty && path.SequenceEqual(poison))
        {
            return RequestKind.Poison;
        }

        bool session = path.SequenceEqual("/session"u8);
        return head.UpgradeToWebSocket ? RequestKind.WebSocket : session ? RequestKind.LongPoll : RequestKind.Work;
    }

    private static double CostIn(ReadOnlySpan<byte> query)
    {
        ReadOnlySpan<byte> value = ValueIn(query, "cost="u8);
        return Utf8Parser.TryParse(value, out double cost, out _) && cost is > 0 and <= CostMaximum ? cost : 1;
    }

    private static TimeSpan DurationIn(ReadOnlySpan<byte> query)
    {
        ReadOnlySpan<byte> value = ValueIn(query, "for="u8);
        return !value.IsEmpty && DurationText.Parse(Encoding.ASCII.GetString(value), out TimeSpan duration) is null && duration <= TimeSpan.FromDays(1) ? duration : PollDefault;
    }

    /// <param name="name">With its equals sign.</param>
    private static ReadOnlySpan<byte> ValueIn(ReadOnlySpan<byte> query, ReadOnlySpan<byte> name)
    {
        while (!query.IsEmpty)
        {
            ReadOnlySpan<byte> pair = query[1..];
            int end = pair.IndexOf((byte)'&');
            query = end < 0 ? default : pair[end..];
            pair = end < 0 ? pair : pair[..end];
            if (pair.StartsWith(name))
            {
                return pair[name.Length..];
            }
        }

        return default;
    }
}
