using System.Collections.Concurrent;
using Holdfast.DataPlane.Tests.Serving;

namespace Holdfast.DataPlane.Tests.Probe;

/// <summary>A server that reports each request it receives, and what in it is not as it should be: it reads by the letter and repairs nothing.</summary>
internal sealed class EchoServer : IDisposable
{
    private readonly ScriptedServer server;

    public EchoServer()
    {
        server = new ScriptedServer(Serve);
    }

    public ScriptedServer Scripted => server;

    /// <summary>Request lines in the order in which the requests were complete.</summary>
    public ConcurrentQueue<string> Seen { get; } = new();

    public ConcurrentQueue<string> Violations { get; } = new();

    public void Dispose() => server.Dispose();

    private void Serve(ScriptedConnection connection)
    {
        while (connection.ReadHead() is { } head)
        {
            string[] lines = head[..^4].Split("\r\n");
            Judge(head, lines);
            string body = connection.ReadBody(head);
            Seen.Enqueue(lines[0]);
            string report = $"{lines[0]}|{body}";
            string answer = lines[0].StartsWith("HEAD ", StringComparison.Ordinal) ? "" : report;
            connection.Write($"HTTP/1.1 200 OK\r\nX-Echo: {Uri.EscapeDataString(lines[0])}\r\nContent-Length: {report.Length}\r\n\r\n{answer}");
        }
    }

    private void Judge(string head, string[] lines)
    {
        string[] names = [.. lines.Skip(1).Select(line => line.Split(':')[0].ToLowerInvariant())];
        Expect(lines.All(line => !line.Contains('\r') && !line.Contains('\n') && !line.Contains('\0')), "a line holds CR, LF or NUL", head);
        Expect(lines[0].Split(' ').Length == 3 && lines[0].EndsWith(" HTTP/1.1", StringComparison.Ordinal), "the request line is not of three words", head);
        Expect(names.Count(name => name == "host") == 1, "not exactly one Host", head);
        Expect(names.Count(name => name is "content-length" or "transfer-encoding") <= 1, "more than one framing", head);
        Expect(names.All(name => name.Length > 0 && !name.Contains('_') && !name.Contains(' ')), "a name that is none", head);
        Expect(!head.Contains("1.2.3.4", StringComparison.Ordinal), "a stranger's forwarding field", head);
    }

    private void Expect(bool condition, string violation, string head)
    {
        if (!condition)
        {
            Violations.Enqueue($"{violation}: {head}");
        }
    }
}
