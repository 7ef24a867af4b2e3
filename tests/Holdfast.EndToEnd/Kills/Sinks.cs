using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using Holdfast.Foundation;

namespace Holdfast.EndToEnd.Kills;

/// <summary>
/// Receivers outside the gateway: a webhook and a mail server on loopback. What is heard is kept before it is answered, and the answer takes a
/// while, so that kills fall between the two.
/// </summary>
internal sealed class Sinks : IDisposable
{
    private const int LongestAnswerMilliseconds = 120;

    private readonly Lock gate = new();
    private readonly SeededRandom random;
    private readonly TinyServer webhook;
    private readonly TinyServer mail;
    private int life;

    public Sinks(ulong seed)
    {
        random = new SeededRandom(seed);
        webhook = new TinyServer(TalkHttp);
        mail = new TinyServer(TalkMail);
    }

    public string WebhookAddress => webhook.Address;

    public string MailAddress => mail.Address;

    public ConcurrentQueue<HeardWord> Heard { get; } = new();

    /// <summary>The next process of the gateway lives; what its predecessor sent has been read.</summary>
    public void NextLife() => Interlocked.Increment(ref life);

    public void Dispose()
    {
        webhook.Dispose();
        mail.Dispose();
    }

    private void TalkHttp(NetworkStream stream)
    {
        using StreamReader reader = new(stream, Encoding.Latin1);
        while (reader.ReadLine() is { Length: > 0 })
        {
            Dictionary<string, string> fields = new(StringComparer.OrdinalIgnoreCase);
            while (reader.ReadLine() is { Length: > 0 } line)
            {
                fields[line[..line.IndexOf(':')]] = line[(line.IndexOf(':') + 1)..].Trim();
            }

            char[] body = new char[int.Parse(fields["Content-Length"])];
            if (reader.ReadBlock(body) < body.Length)
            {
                return;
            }

            Hear("chat", fields["Idempotency-Key"]);
            stream.Write("HTTP/1.1 204 No Content\r\n\r\n"u8);
        }
    }

    /// <summary>As much of SMTP as one mail needs.</summary>
    private void TalkMail(NetworkStream stream)
    {
        using StreamReader reader = new(stream, Encoding.Latin1);
        stream.Write("220 sink\r\n"u8);
        while (reader.ReadLine() is { } line)
        {
            switch (line.Split(' ')[0].ToUpperInvariant())
            {
                case "DATA":
                    stream.Write("354 go on\r\n"u8);
                    if (ReadMail(reader) is not { } key)
                    {
                        return;
                    }

                    Hear("mail", key);
                    stream.Write("250 kept\r\n"u8);
                    break;
                case "QUIT":
                    stream.Write("221 bye\r\n"u8);
                    return;
                default:
                    stream.Write("250 ok\r\n"u8);
                    break;
            }
        }
    }

    /// <summary>Null when the sender died before its end: that one was not heard.</summary>
    private static string? ReadMail(StreamReader reader)
    {
        string? key = null;
        bool isHead = true;
        while (reader.ReadLine() is { } line)
        {
            if (line == ".")
            {
                return key;
            }

            isHead &= line.Length > 0;
            if (isHead && line.StartsWith("X-Holdfast-Key:", StringComparison.OrdinalIgnoreCase))
            {
                key = line["X-Holdfast-Key:".Length..].Trim();
                // A long one is folded.
                if (key.Length == 0)
                {
                    key = reader.ReadLine()!.Trim();
                }
            }
        }

        return null;
    }

    private void Hear(string channel, string key)
    {
        Heard.Enqueue(new HeardWord(Volatile.Read(ref life), channel, key));
        int wait;
        lock (gate)
        {
            wait = random.Next(LongestAnswerMilliseconds);
        }

        Thread.Sleep(wait);
    }
}
