using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Holdfast.Drills;
using Holdfast.Foundation;
using Holdfast.Networking.Linux;
using Xunit.Abstractions;

namespace Holdfast.EndToEnd.Bodies;

/// <summary>Bodies of any size flow through bounded memory, also where one side stops. HOLDFAST_BIG_GB=20 makes them as big by hand.</summary>
public sealed class BigBodyTests : IDisposable
{
    // The issue's bound for bodies of any size; a single body that is held anywhere is far more.
    private const double GrowthMaximumMebibytes = 32;

    private static readonly long BigBytes = long.Parse(Environment.GetEnvironmentVariable("HOLDFAST_BIG_GB") ?? "2", CultureInfo.InvariantCulture) * 1_000_000_000;

    private readonly ITestOutputHelper report;
    private readonly Workplace place = new();
    private readonly NginxServer nginx;
    private readonly SmallOrigin origin = new("origin", new LinuxNetwork(), SystemClock.Instance);
    private readonly TcpListener deaf = new(IPAddress.Loopback, 0);
    private readonly GatewayProcess gateway;

    public BigBodyTests(ITestOutputHelper report)
    {
        this.report = report;
        nginx = new NginxServer(place, "s1");
        deaf.Start();
        gateway = GatewayProcess.Start(
            place,
            $$"""
            listeners: [{ address: "127.0.0.1:0" }]
            routes: [{ match: { path: /echo }, pool: origin }, { match: { path: /deaf }, pool: deaf }, { pool: shop }]
            pools:
              shop: { servers: ["{{nginx.Address}}"] }
              origin: { servers: ["{{origin.Address}}"] }
              deaf: { servers: ["{{deaf.LocalEndpoint}}"] }
            timeouts: { total: 0 }
            workers: 1
            """);

        // Code is compiled and buffers are made by the first bodies, big or not.
        Download(64_000_000);
        Upload(64_000_000, chunked: false);
        Upload(64_000_000, chunked: true);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void BigDownload_NeedsNoMemory()
    {
        using MemoryWatch memory = new(gateway.Child);
        Download(BigBytes);
        ShouldHaveGrownLittle(memory);
    }

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData(false)]
    [InlineData(true)]
    public void BigUpload_NeedsNoMemory(bool chunked)
    {
        using MemoryWatch memory = new(gateway.Child);
        Upload(BigBytes, chunked);
        ShouldHaveGrownLittle(memory);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void ReadersThatStop_HoldTheServerBackAndGoOnWhenTheyRead()
    {
        const long size = 200_000_000;
        MakeFile(size);
        HttpConnection[] readers = [.. Enumerable.Range(0, 20).Select(_ => new HttpConnection(gateway.Address))];
        try
        {
            using MemoryWatch memory = new(gateway.Child);
            Array.ForEach(readers, reader => reader.Send(HttpConnection.Get("/big")));
            Thread.Sleep(1000);
            ShouldHaveGrownLittle(memory);

            readers[0].ReadAnswer().Field("Content-Length").ShouldBe(size.ToString());
            ShouldHaveGrownLittle(memory);
        }
        finally
        {
            Array.ForEach(readers, reader => reader.Dispose());
        }
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void ServerThatStopsReading_HoldsTheClientBack()
    {
        using MemoryWatch memory = new(gateway.Child);
        using HttpConnection client = new(gateway.Address);
        client.Send("POST /deaf HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000000\r\n\r\n");
        using Socket accepted = deaf.AcceptSocket();
        client.Socket.SendTimeout = 500;
        long sent = 0;
        Should.Throw<SocketException>(() =>
        {
            for (byte[] piece = new byte[65536]; ;)
            {
                sent += client.Socket.Send(piece);
            }
        });

        // What the kernel's buffers of three connections may hold at most.
        sent.ShouldBeLessThan(40_000_000);
        ShouldHaveGrownLittle(memory);
    }

    public void Dispose()
    {
        gateway.Dispose();
        deaf.Dispose();
        origin.Dispose();
        nginx.Dispose();
        place.Dispose();
    }

    private void ShouldHaveGrownLittle(MemoryWatch memory)
    {
        report.WriteLine($"grew {memory.GrowthMebibytes:F1} MiB");
        memory.GrowthMebibytes.ShouldBeLessThan(GrowthMaximumMebibytes);
    }

    private void MakeFile(long bytes)
    {
        // Sparse: needs no disk.
        using FileStream file = File.Create(Path.Combine(nginx.FileDirectory, "big"));
        file.SetLength(bytes);
    }

    private void Download(long bytes)
    {
        MakeFile(bytes);
        using HttpConnection client = new(gateway.Address);
        HttpAnswer answer = client.Exchange(HttpConnection.Get("/big"));
        answer.Status.ShouldBe(200);
        answer.Field("Content-Length").ShouldBe(bytes.ToString(CultureInfo.InvariantCulture));
    }

    private void Upload(long bytes, bool chunked)
    {
        const int pieceBytes = 100_000;
        byte[] body = new byte[pieceBytes];
        byte[] piece = chunked ? [.. Encoding.ASCII.GetBytes($"{pieceBytes:x}\r\n"), .. body, .. "\r\n"u8] : body;
        using HttpConnection client = new(gateway.Address);
        client.Send($"POST /echo HTTP/1.1\r\nHost: a\r\n{(chunked ? "Transfer-Encoding: chunked" : $"Content-Length: {bytes}")}\r\n\r\n");
        for (long sent = 0; sent < bytes; sent += pieceBytes)
        {
            client.Send(piece);
        }

        client.Send(chunked ? "0\r\n\r\n" : "");
        HttpAnswer answer = client.ReadAnswer();
        answer.Status.ShouldBe(200, answer.Head);
        answer.Field("X-Received-Bytes").ShouldBe(bytes.ToString(CultureInfo.InvariantCulture));
    }
}
