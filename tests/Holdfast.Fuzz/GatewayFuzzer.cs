using System.Text;
using Holdfast.DataPlane.Routing;
using Holdfast.DataPlane.Tests.Simulated;
using Holdfast.Foundation;
using Holdfast.Fuzz.Generation;
using Holdfast.Fuzz.Reference;
using Holdfast.Http1;

namespace Holdfast.Fuzz;

/// <summary>
/// Generated and damaged streams of requests through a whole worker in the simulated network. The server must see exactly the requests that
/// the reference reads in the stream, each whole, in order and once; each answer must be the one to its request; and the worker must go on
/// serving others on the connections that it kept.
/// </summary>
internal sealed class GatewayFuzzer : IDisposable
{
    // What the gateway adds to a head must not make it too large for the reader behind it.
    private static readonly FuzzInput BehindGateway = new() { Limits = new HeadLimits(32 * 1024, 64 * 1024, 300) };

    private readonly ulong seed;
    private readonly Twist twist;
    private readonly ByteStream stream = new();
    private readonly SimulatedGateway gateway;
    private readonly Dictionary<SimulatedPeer, StringBuilder> unread = [];
    private readonly List<string> seen = [];
    private string? malformed;

    public GatewayFuzzer(ulong seed, Twist twist = Twist.None)
    {
        this.seed = seed;
        this.twist = twist;
        gateway = new SimulatedGateway(seed: seed);
        gateway.Origin().OnBytes = ReadAndAnswer;
    }

    public long Inputs { get; private set; }

    public long Requests { get; private set; }

    public long Refusals { get; private set; }

    public void Dispose() => gateway.Dispose();

    /// <summary>Null when this many more inputs were served as the reference reads them; else the report of the first difference.</summary>
    public string? Run(long inputs)
    {
        for (long i = 0; i < inputs; i++)
        {
            string? difference = RunOne(new SeededRandom((seed * 0x9E3779B97F4A7C15) + (ulong)Inputs));
            if (difference is not null)
            {
                return $"seed {seed} input {Inputs}: {difference}\n{Fuzzer.Printable(stream.Written)}";
            }

            Inputs++;
        }

        return Alive() ? null : $"seed {seed} input {Inputs}: the worker no longer answers";
    }

    private string? RunOne(SeededRandom random)
    {
        stream.Clear();
        for (int streams = 1 + random.Next(3); streams > 0; streams--)
        {
            new MessageGenerator(random, stream).AddStream(responses: false);
        }

        if (random.Next(3) == 0)
        {
            Mutator.Mutate(random, stream);
        }

        seen.Clear();
        malformed = null;
        SimulatedPeer client = gateway.Connect();
        SendInPieces(client, random);
        client.ShutdownSend();
        gateway.Pass(0.01);
        string received = client.Received;
        client.Close();
        gateway.Pass(0.001);
        string? difference = malformed ?? Compare(ReferenceStream.Read(stream.Written, new FuzzInput(), twist), received);
        return difference ?? (gateway.Quota.Count == 0 ? null : "the client is still counted");
    }

    private void SendInPieces(SimulatedPeer client, SeededRandom random)
    {
        int longest = random.Next(3) switch { 0 => 20, 1 => 300, _ => 100_000 };
        for (int start = 0; start < stream.Length;)
        {
            int length = Math.Min(stream.Length - start, 1 + random.Next(longest));
            client.Send(Encoding.Latin1.GetString(stream.Written.Slice(start, length)));
            start += length;
            if (random.Next(4) == 0)
            {
                gateway.Pass(0.0003);
            }
        }
    }

    private string? Compare(List<ReferenceMessage> messages, string received)
    {
        List<ReferenceMessage> served = [];
        foreach (ReferenceMessage message in messages.TakeWhile(message => message.Head == Verdict.Complete && message.Body == Verdict.Complete))
        {
            served.Add(message);
            if (!Continues(message))
            {
                break;
            }
        }

        List<string> expected = [.. served.Where(message => !IsUnsafe(message)).Select(message => IdOf(message, stream.Written))];
        Requests += expected.Count;
        if (!seen.SequenceEqual(expected))
        {
            return $"the server saw {string.Join(" / ", seen)}, the reference reads {string.Join(" / ", expected)}";
        }

        ReferenceMessage? last = served.Count < messages.Count ? messages[served.Count] : null;
        bool refused = last is not null && (served.Count == 0 || Continues(served[^1])) && IsRefused(last);
        return CompareAnswers(served, refused ? last : null, received);
    }

    /// <param name="refusal">The request that must be refused; null when none.</param>
    private string? CompareAnswers(List<ReferenceMessage> served, ReferenceMessage? refusal, string received)
    {
        bool refused = refusal is not null;
        FuzzInput input = new() { IsResponse = true };
        input.HeadMethods |= refusal is { Method: "HEAD", Head: Verdict.Complete } && served.Count < 32 ? 1u << served.Count : 0;
        for (int i = 0; i < Math.Min(served.Count, 32); i++)
        {
            input.HeadMethods |= served[i].Method == "HEAD" ? 1u << i : 0;
        }

        List<ReferenceMessage> answers = [.. ReferenceStream.Read(Encoding.Latin1.GetBytes(received), input, Twist.None).Where(answer => answer.Head == Verdict.Complete && answer.Body == Verdict.Complete)];
        Refusals += refused ? 1 : 0;
        if (answers.Count != served.Count + (refused ? 1 : 0))
        {
            return $"{answers.Count} answers to {served.Count} requests{(refused ? " and a refusal" : "")}: {received}";
        }

        for (int i = 0; i < served.Count; i++)
        {
            bool good = IsUnsafe(served[i]) ? answers[i].Status == 400 : answers[i].Status == 200 && answers[i].Values("X-Echo") is [string echo] && echo == IdOf(served[i], stream.Written);
            if (!good)
            {
                return $"answer {i} is not the one to its request: {received}";
            }
        }

        return refusal is null || (answers[^1].Status >= 400 && answers[^1].KeepAlive == (HasEndInSight(refusal) && Continues(refusal)))
            ? null
            : $"the refusal closes, or does not: {received}";
    }

    /// <summary>
    /// The connection lives on. The gateway's own answers close on HTTP/1.0. A refused request's body is thrown away where it is known how long it is, it is short, and its
    /// client does not wait to be asked for it; else it is not read.
    /// </summary>
    private static bool Continues(ReferenceMessage message) => message.KeepAlive && !(IsUnsafe(message) && (message.Old || !HasEndInSight(message)));

    private static bool HasEndInSight(ReferenceMessage message) => message.Head == Verdict.Complete
        && (message.Framing == "None" || (message.Framing == "Length" && (message.ContentLength == 0 || (message.ContentLength <= 65_536 && !message.Expect))));

    /// <summary>An unsafe path is refused as soon as its head is here, whatever becomes of the body.</summary>
    private static bool IsRefused(ReferenceMessage message) =>
        message.Head == Verdict.Rejected || (message.Head == Verdict.Complete && (message.Body == Verdict.Rejected || IsUnsafe(message)));

    private static bool IsUnsafe(ReferenceMessage message) => PathSafety.HasDotSegments(Encoding.Latin1.GetBytes(message.Path));

    private bool Alive()
    {
        seen.Clear();
        SimulatedPeer client = gateway.Connect();
        client.Send("GET /alive HTTP/1.1\r\nHost: a\r\n\r\n");
        gateway.Pass(0.01);
        client.Close();
        gateway.Pass(0.001);
        return client.Received.StartsWith("HTTP/1.1 200 OK\r\n", StringComparison.Ordinal);
    }

    /// <summary>The server's side: reads by the reference whatever comes, and answers each whole request with what it was.</summary>
    private void ReadAndAnswer(SimulatedPeer peer)
    {
        StringBuilder text = unread.TryGetValue(peer, out StringBuilder? known) ? known : unread[peer] = new StringBuilder();
        text.Append(peer.Take());
        byte[] bytes = Encoding.Latin1.GetBytes(text.ToString());
        int end = 0;
        foreach (ReferenceMessage message in ReferenceStream.Read(bytes, BehindGateway, Twist.None))
        {
            if (message.Head == Verdict.Rejected || (message.Head == Verdict.Complete && message.Body == Verdict.Rejected))
            {
                malformed ??= $"the server got what breaks a rule: {text}";
                return;
            }

            if (message.Head != Verdict.Complete || message.Body != Verdict.Complete)
            {
                break;
            }

            string id = IdOf(message, bytes);
            seen.Add(id);
            peer.Send($"HTTP/1.1 200 OK\r\nX-Echo: {id}\r\nContent-Length: 0\r\n\r\n");
            end = message.BodyEnd;
        }

        text.Remove(0, end);
        if (peer.Ended || peer.WasReset)
        {
            unread.Remove(peer);
        }
    }

    /// <summary>Method, target as a server gets it, and the body: what must be the same on both sides.</summary>
    private static string IdOf(ReferenceMessage message, ReadOnlySpan<byte> text)
    {
        string target = message.PathAndQuery.Length > 0 ? message.PathAndQuery : message.Method == "OPTIONS" ? "*" : "/";
        ReadOnlySpan<byte> body = message.Framing == "Chunked" ? Encoding.Latin1.GetBytes(message.Data.ToArray()) : text[message.HeadEnd..message.BodyEnd];
        return $"{message.Method}-{Convert.ToHexString(Encoding.Latin1.GetBytes(target.Length > 40 ? target[..40] : target))}-{body.Length}-{Checksum(body)}";
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint sum = 2166136261;
        foreach (byte value in bytes)
        {
            sum = (sum ^ value) * 16777619;
        }

        return sum;
    }
}
