using System.Text.RegularExpressions;
using Holdfast.Configuration;
using Holdfast.DataPlane.Tests.Simulated;
using Holdfast.Foundation;
using Holdfast.Networking;

namespace Holdfast.DataPlane.Tests.Invariants;

/// <summary>
/// I7: who is refused is told before the body is read, with an answer that was prepared, and keeps the connection unless a long body is still to come on it
/// or the client wants it closed.
/// </summary>
public sealed partial class RefusalsAreCheap
{
    private const int Requests = 40;

    // What a gateway could do wrong.
    private enum Mistake
    {
        None,
        AsksTheQueueFirst,
        ClosesConnections,
        SendsItToTheServer,
    }

    [Fact]
    public void RefusedRequests_AreAnsweredBeforeTheirBodiesAndKeepTheirConnections() => RandomRuns.NeverBreak(seed => Violations(seed, Mistake.None));

    [Theory]
    [InlineData(nameof(Mistake.AsksTheQueueFirst))]
    [InlineData(nameof(Mistake.ClosesConnections))]
    [InlineData(nameof(Mistake.SendsItToTheServer))]
    public void EachMistake_IsSeen(string mistake) => RandomRuns.ShowTheMistake(seed => Violations(seed, Enum.Parse<Mistake>(mistake)));

    [Fact]
    public void AnswerToTheRefused_IsWrittenWithoutAllocation()
    {
        ShedAnswers answers = new(new ProtectionConfig());
        using IoBufferPool buffers = new(20_000, 1);
        IoBuffer output = buffers.TryRent()!;
        Write(answers, output, times: 10);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Write(answers, output, times: 10_000);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    private static void Write(ShedAnswers answers, IoBuffer output, int times)
    {
        for (int i = 0; i < times; i++)
        {
            output.Clear();
            bool written = answers.TryAppend(output, RequestOutcome.ShedOverload, asPage: (i & 1) == 0, close: (i & 2) == 0, withoutBody: (i & 4) == 0, 1 + (i % 60), "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"u8);
            written.ShouldBeTrue();
        }
    }

    private static int Violations(ulong seed, Mistake mistake)
    {
        var random = new SeededRandom(seed);
        using SimulatedGateway gateway = Closed(seed, mistake, out SimulatedOrigin origin);
        Dictionary<string, string> prepared = new(StringComparer.Ordinal);
        int violations = 0;
        SimulatedPeer client = gateway.Connect();
        for (int number = 0; number < Requests; number++)
        {
            Request request = Request.Draw(random, number);
            client.Take();
            client.Send(request.Head);
            gateway.Pass(0.002);
            string answer = client.Received;
            bool keeps = answer.Contains("Connection: close", StringComparison.Ordinal) == request.Ends && (request.Ends || !client.Ended);
            bool isRefused = answer.StartsWith("HTTP/1.1 503", StringComparison.Ordinal) && !origin.Requests.Contains(request.Path, StringComparison.Ordinal);
            string plain = OfTheMoment().Replace(answer, string.Empty);
            prepared.TryAdd(request.Kind, plain);
            violations += keeps && isRefused && prepared[request.Kind] == plain ? 0 : 1;
            client.Send(request.Rest);
            client = request.Ends || !isRefused || client.Ended ? gateway.Connect() : client;
        }

        return violations;
    }

    /// <summary>A gateway whose one server is full and whose threshold admits nobody.</summary>
    private static SimulatedGateway Closed(ulong seed, Mistake mistake, out SimulatedOrigin origin)
    {
        SimulatedGateway gateway = new(seed: seed);
        origin = gateway.Origin();
        PoolSnapshot pool = gateway.Worker.Pools[0].Snapshot;
        pool.Servers[0].Limit = mistake == Mistake.SendsItToTheServer ? 100 : 1;
        gateway.Connect().Send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        gateway.Pass(0.002);
        if (mistake != Mistake.AsksTheQueueFirst)
        {
            pool.Gate.Control.Overflowed(0);
        }

        if (mistake == Mistake.ClosesConnections)
        {
            gateway.Worker.BeginDrain();
        }

        return gateway;
    }

    [GeneratedRegex("(Date|Retry-After): [^\r]*\r\n", RegexOptions.None, 1000)]
    private static partial Regex OfTheMoment();

    /// <param name="Ends">The connection is of no use afterwards.</param>
    /// <param name="Kind">Requests of one kind get the same bytes.</param>
    /// <param name="Rest">Of the body, sent when it has been refused.</param>
    private sealed record Request(string Head, string Path, bool Ends, string Kind, string Rest)
    {
        public static Request Draw(SeededRandom random, int number)
        {
            string method = random.Next(4) switch { 0 => "POST", 1 => "HEAD", 2 => "PUT", _ => "GET" };
            bool takesBody = method is "POST" or "PUT";
            int body = takesBody ? random.Next(3) * 50_000 : 0;
            bool isChunked = takesBody && body == 0 && random.Next(2) == 0;
            bool isPage = random.Next(2) == 0;
            bool isOld = random.Next(5) == 0 && !isChunked;
            bool closes = random.Next(5) == 0;
            string path = $"/refused-{number}.";
            string fields = (takesBody && !isChunked ? $"Content-Length: {body}\r\n" : string.Empty) + (isChunked ? "Transfer-Encoding: chunked\r\n" : string.Empty)
                + (isPage ? "Accept: text/html\r\n" : string.Empty) + (closes ? "Connection: close\r\n" : string.Empty);
            // Of the body only a little has come.
            string head = $"{method} {path} HTTP/1.{(isOld ? 0 : 1)}\r\nHost: a\r\n{fields}\r\n{(body > 0 ? "begun" : string.Empty)}";
            bool ends = body > 65_536 || isChunked || isOld || closes;
            string rest = body > 0 && !ends ? new string('x', body - "begun".Length) : string.Empty;
            return new Request(head, path, ends, $"{isPage} {method == "HEAD"} {ends}", rest);
        }
    }
}
