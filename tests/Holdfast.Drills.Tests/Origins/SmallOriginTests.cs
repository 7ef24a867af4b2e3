using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using Holdfast.Foundation;
using Holdfast.Networking.Linux;

namespace Holdfast.Drills;

/// <summary>The origin as an independent client (the runtime's) sees it.</summary>
public sealed class SmallOriginTests : IDisposable
{
    private readonly SmallOrigin origin = new("one", new LinuxNetwork(), SystemClock.Instance);
    private readonly HttpClient client = new() { Timeout = TimeSpan.FromSeconds(10) };

    public SmallOriginTests() => client.BaseAddress = new Uri($"http://{origin.Address}");

    public void Dispose()
    {
        client.Dispose();
        origin.Dispose();
    }

    [Fact]
    public async Task AnyPath_AnswersNameMethodAndPath()
    {
        HttpResponseMessage response = await client.GetAsync("/hello?x=1");
        (await response.Content.ReadAsStringAsync()).ShouldBe("one GET /hello?x=1\n");
        response.Headers.GetValues("X-Origin").ShouldBe(["one"]);
        origin.RequestCount.ShouldBe(1);
    }

    [Theory]
    [InlineData("/bytes/0", 0)]
    [InlineData("/bytes/1", 1)]
    [InlineData("/bytes/5000000", 5_000_000)]
    [InlineData("/chunked/0", 0)]
    [InlineData("/chunked/16385", 16_385)]
    [InlineData("/chunked/3000000", 3_000_000)]
    [InlineData("/drip/3/5", 300)]
    public async Task BodyOfASize_ArrivesWholeAndInOrder(string path, int bytes)
    {
        byte[] body = await client.GetByteArrayAsync(path);
        body.Length.ShouldBe(bytes);
        BodyPattern.FirstDifference(body, 0).ShouldBe(-1);
    }

    [Theory]
    [InlineData("/status/204", 204)]
    [InlineData("/status/503", 503)]
    [InlineData("/status/199", 200)]
    [InlineData("/status/600", 200)]
    [InlineData("/status/abc", 200)]
    public async Task Status_IsAnsweredWhenItIsFinal(string path, int status) => ((int)(await client.GetAsync(path)).StatusCode).ShouldBe(status);

    [Fact]
    public async Task Echo_AnswersTheHeadAsItCame()
    {
        client.DefaultRequestHeaders.Add("X-Mine", "some Value");
        string echo = await client.GetStringAsync("/echo");
        echo.ShouldStartWith("GET /echo HTTP/1.1\r\n");
        echo.ShouldContain("X-Mine: some Value\r\n");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task RequestBody_IsReadToItsEndBeforeTheNextRequest(bool chunked)
    {
        for (int i = 0; i < 2; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new ByteArrayContent(new byte[200_000]) };
            request.Headers.TransferEncodingChunked = chunked;
            request.Headers.ExpectContinue = i == 1;
            HttpResponseMessage response = await client.SendAsync(request);
            response.Headers.GetValues("X-Received-Bytes").ShouldBe(["200000"]);
        }

        origin.ConnectionCount.ShouldBe(1);
    }

    [Fact]
    public async Task Head_HasNoBodyAndKeepsTheConnection()
    {
        for (int i = 0; i < 2; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Head, "/bytes/1000");
            HttpResponseMessage response = await client.SendAsync(request);
            response.Content.Headers.ContentLength.ShouldBe(1000);
        }

        origin.ConnectionCount.ShouldBe(1);
    }

    [Fact]
    public async Task Delay_PutsTheAnswerOff()
    {
        long begun = SystemClock.Instance.NowNanoseconds;
        await client.GetStringAsync("/delay/60");
        (SystemClock.Instance.NowNanoseconds - begun).ShouldBeGreaterThanOrEqualTo(60_000_000);
    }

    [Fact]
    public async Task Close_ClosesBehindTheAnswer()
    {
        HttpResponseMessage response = await client.GetAsync("/close");
        response.Headers.ConnectionClose.ShouldBe(true);
        await client.GetAsync("/");
        origin.ConnectionCount.ShouldBe(2);
    }

    [Fact]
    public async Task Reset_BreaksOffInTheMiddleOfTheBody() => await Should.ThrowAsync<HttpRequestException>(() => client.GetByteArrayAsync("/reset/1000"));

    [Fact]
    public async Task PipelinedRequests_AreAnsweredInOrder()
    {
        using var socket = new TcpClient(AddressFamily.InterNetwork);
        await socket.ConnectAsync(origin.Address.ToIPAddress(), origin.Address.Port);
        NetworkStream stream = socket.GetStream();
        await stream.WriteAsync("GET /a HTTP/1.1\r\nHost: x\r\n\r\nGET /delay/20 HTTP/1.1\r\nHost: x\r\n\r\nGET /c HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"u8.ToArray());
        string all = await new StreamReader(stream, Encoding.ASCII).ReadToEndAsync();
        all.IndexOf("one GET /a\n", StringComparison.Ordinal).ShouldBeLessThan(all.IndexOf("one GET /delay/20\n", StringComparison.Ordinal));
        all.ShouldEndWith("one GET /c\n");
    }

    [Fact]
    public async Task MalformedRequest_IsRefusedAndTheConnectionClosed()
    {
        using var socket = new TcpClient(AddressFamily.InterNetwork);
        await socket.ConnectAsync(origin.Address.ToIPAddress(), origin.Address.Port);
        await socket.GetStream().WriteAsync("GET  /two-spaces HTTP/1.1\r\n\r\n"u8.ToArray());
        (await new StreamReader(socket.GetStream(), Encoding.ASCII).ReadToEndAsync()).ShouldStartWith("HTTP/1.1 400 ");
        origin.RequestCount.ShouldBe(0);
    }

    [Fact]
    public async Task Crash_RefusesConnectsUntilItListensAgainAtTheSameAddress()
    {
        await client.GetAsync("/");
        NetworkAddress before = origin.Address;
        Task<HttpResponseMessage> underWay = client.GetAsync("/delay/60000");
        SpinWait.SpinUntil(() => origin.RequestCount == 2, TimeSpan.FromSeconds(10)).ShouldBeTrue();
        origin.Crash();
        await Should.ThrowAsync<HttpRequestException>(underWay);
        await Should.ThrowAsync<HttpRequestException>(() => client.GetAsync("/"));

        origin.StartAccepting();
        origin.Address.ShouldBe(before);
        (await client.GetAsync("/")).IsSuccessStatusCode.ShouldBeTrue();
    }
}
