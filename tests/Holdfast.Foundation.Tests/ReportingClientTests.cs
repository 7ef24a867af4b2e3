using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;

namespace Holdfast.Foundation.Tests;

public sealed class ReportingClientTests : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Uri address;

    // Open until the test's end: what was not read yet would be reset.
    private TcpClient? accepted;

    public ReportingClientTests()
    {
        listener.Start();
        address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
    }

    public void Dispose()
    {
        accepted?.Dispose();
        listener.Dispose();
    }

    [Fact]
    public async Task Redirect_IsAnAnswer_AndNotFollowed()
    {
        Task<string> asked = Answer($"HTTP/1.1 302 Found\r\nLocation: {address}elsewhere\r\nContent-Length: 0\r\n\r\n");
        (HttpResponseMessage? response, string? problem) = Send(TimeSpan.FromSeconds(30));
        problem.ShouldBeNull();
        response.ShouldNotBeNull().StatusCode.ShouldBe(HttpStatusCode.Found);
        (await asked).ShouldStartWith("POST /report HTTP/1.1");
    }

    [Fact]
    public async Task AnswerThatIsTooLong_IsNone()
    {
        Task<string> asked = Answer($"HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n{new string('x', 2000)}");
        (HttpResponseMessage? response, string? problem) = Send(TimeSpan.FromSeconds(30));
        response.ShouldBeNull();
        problem.ShouldNotBeNull().ShouldNotEndWith(".");
        await asked;
    }

    [Fact]
    public void Silence_IsGivenUpAfterItsTime() => Send(TimeSpan.FromSeconds(0.2)).ShouldBe((null, "no answer within 0.2 s"));

    [Fact]
    public void NobodyThere_IsAText()
    {
        listener.Stop();
        (HttpResponseMessage? response, string? problem) = Send(TimeSpan.FromSeconds(30));
        response.ShouldBeNull();
        problem.ShouldNotBeNull().ShouldContain("refused");
    }

    private (HttpResponseMessage? Response, string? Problem) Send(TimeSpan patience)
    {
        using ReportingClient client = new(address, patience, answerBytesMaximum: 1000);
        using HttpRequestMessage request = new(HttpMethod.Post, "report");
        return client.Send(request);
    }

    private async Task<string> Answer(string text)
    {
        accepted = await listener.AcceptTcpClientAsync();
        byte[] request = new byte[4096];
        int length = await accepted.GetStream().ReadAsync(request);
        await accepted.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text));
        return Encoding.ASCII.GetString(request, 0, length);
    }
}
