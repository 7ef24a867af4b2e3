using System.Net;
using System.Net.Http;
using Holdfast.Drills;

namespace Holdfast.EndToEnd.Clients;

/// <summary>The client of .NET: keeps connections, downloads, uploads and gives up as applications do.</summary>
[Collection(ClientsCollection.Name)]
public sealed class HttpClientTests(ClientsFixture fixture) : IDisposable
{
    private readonly HttpClient client = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(fixture.Url), Timeout = TimeSpan.FromSeconds(30) };

    [Theory]
    [InlineData("/100", 100)]
    [InlineData("/10k", 10_000)]
    [InlineData("/5M", 5_000_000)]
    [InlineData("/origin/chunked/200000", 200_000)]
    public async Task Body_ArrivesByteForByte(string path, int bytes)
    {
        byte[] body = await client.GetByteArrayAsync(path);

        body.Length.ShouldBe(bytes);
        BodyPattern.FirstDifference(body, 0).ShouldBe(-1);
    }

    [Fact]
    public async Task ParallelRequests_AllSucceed()
    {
        HttpStatusCode[] statuses = await Task.WhenAll(Enumerable.Range(0, 1000).Select(async i =>
        {
            using HttpResponseMessage answer = await client.GetAsync(i % 2 == 0 ? "/100" : "/10k");
            return answer.StatusCode;
        }));

        statuses.ShouldAllBe(status => status == HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Upload_ArrivesWhole(bool chunked)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/origin/echo") { Content = new ByteArrayContent(new byte[50_000_000]) };
        request.Headers.TransferEncodingChunked = chunked;
        request.Headers.ExpectContinue = chunked;
        using HttpResponseMessage answer = await client.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.GetValues("X-Received-Bytes").ShouldBe(["50000000"]);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task RequestsThatAreGivenUp_HarmNoOther()
    {
        for (int i = 0; i < 20; i++)
        {
            await Should.ThrowAsync<OperationCanceledException>(GiveUp);
            (await client.GetByteArrayAsync("/100")).Length.ShouldBe(100);
        }

        Patience.Until(
            () => fixture.Gateway.GetState().GetProperty("routes").EnumerateArray().All(route => route.GetProperty("inFlight").GetInt64() == 0),
            () => $"exchanges without clients to end: {fixture.Gateway.GetState().GetProperty("routes")}");
    }

    public void Dispose() => client.Dispose();

    private async Task GiveUp()
    {
        using CancellationTokenSource impatience = new(TimeSpan.FromMilliseconds(20));
        await client.GetAsync("/origin/delay/5000", impatience.Token);
    }
}
