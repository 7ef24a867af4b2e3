using System.Net;
using System.Net.Sockets;
using System.Text;
using Holdfast.Drills.Running;

namespace Holdfast.Drills.Tests.Running;

/// <summary>A configuration that the running gateway does not take is said: the drill goes on with the one of before.</summary>
public class ReloadRefusalTests
{
    [Theory]
    [InlineData("200 OK", "{}", null)]
    [InlineData("422 Unprocessable Entity", """{"detail":"The configuration was refused; the one in use stays.","findings":[{"severity":"warning","message":"no health check"},{"severity":"error","message":"the number of workers\nneeds a restart"}]}""", "the number of workers needs a restart")]
    [InlineData("422 Unprocessable Entity", """{"detail":"The configuration was refused; the one in use stays.","findings":null}""", "The configuration was refused; the one in use stays.")]
    [InlineData("422 Unprocessable Entity", "", "it does not say why")]
    public async Task Holdfast_SaysWhyItStaysWithWhatItHas(string status, string body, string? refusal)
    {
        using TcpListener admin = new(IPAddress.Loopback, 0);
        admin.Start();
        Task answering = AnswerAsync(admin, status, body);
        string work = Path.GetTempPath();
        GatewayFiles files = new(["true"], "127.0.0.1:1", admin.LocalEndpoint.ToString()!, work, work, work);
        (await GatewayKinds.Find("holdfast")!.ReloadAsync(files, default, CancellationToken.None)).ShouldBe(refusal);
        await answering;
    }

    [Fact]
    public void Report_HasOneLineOfIt() =>
        new SwapAnswer(null, "the number of workers needs a restart").About("new-1").Select(static line => (line.Kind, line.Text, line.IsDetection)).ShouldBe(
        [
            (RunEventKind.Note, "the gateway's own check finds nothing in new-1", false),
            (RunEventKind.Reaction, "the gateway stays with what it has, new-1 is not live: the number of workers needs a restart", true),
        ]);

    [Fact]
    public void Report_SaysWhatTheCheckRefused_AndNothingMoreOfOneThatWasTaken() =>
        new SwapAnswer("line 3: no such key", null).About("wrong").ShouldHaveSingleItem().Text.ShouldBe("the gateway's own check refuses wrong: line 3: no such key");

    private static async Task AnswerAsync(TcpListener admin, string status, string body)
    {
        using TcpClient client = await admin.AcceptTcpClientAsync();
        await using NetworkStream stream = client.GetStream();
        byte[] asked = new byte[4096];
        (await stream.ReadAsync(asked)).ShouldBeGreaterThan(0);
        await stream.WriteAsync(Encoding.UTF8.GetBytes($"HTTP/1.1 {status}\r\nContent-Type: application/problem+json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}"));
    }
}
