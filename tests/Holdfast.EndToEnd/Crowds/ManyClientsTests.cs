namespace Holdfast.EndToEnd.Crowds;

/// <summary>Thousands of idle clients, and more clients than the gateway takes.</summary>
public sealed class ManyClientsTests : IDisposable
{
    // In the middle of a request nobody is let go for a newcomer, however long the others take to be refused.
    private const string BegunRequest = "GET /100 HTTP/1.1\r\n";
    private const string RestOfRequest = "Host: shop.example\r\n\r\n";

    private readonly Workplace place = new();
    private readonly NginxServer nginx;

    public ManyClientsTests() => nginx = new NginxServer(place, "s1");

    [Fact]
    [Trait("Category", "Slow")]
    public void FiveThousandIdleClients_AreAllServedAgain()
    {
        using GatewayProcess gateway = StartGateway("");
        List<HttpConnection> clients = [];
        try
        {
            for (int i = 0; i < 5000; i++)
            {
                HttpConnection client = new(gateway.Address);
                clients.Add(client);
                client.Exchange(HttpConnection.Get("/100")).Status.ShouldBe(200);
            }

            // All at once, then all answers.
            clients.ForEach(client => client.Send(HttpConnection.Get("/10k")));
            foreach (HttpConnection client in clients)
            {
                HttpAnswer answer = client.ReadAnswer();
                answer.Status.ShouldBe(200);
                answer.Closes.ShouldBeFalse();
            }
        }
        finally
        {
            clients.ForEach(client => client.Dispose());
        }
    }

    [Fact]
    public void ClientPastTheLimit_Gets503AndTheOthersStay()
    {
        using GatewayProcess gateway = StartGateway("limits: { maximumClients: 50 }");
        List<HttpConnection> clients = [.. Enumerable.Range(0, 50).Select(_ => new HttpConnection(gateway.Address))];
        try
        {
            clients.ForEach(client => client.Exchange(HttpConnection.Get("/100")).Status.ShouldBe(200));
            clients.ForEach(client => client.Send(BegunRequest));
            for (int i = 0; i < 50; i++)
            {
                using HttpConnection refused = new(gateway.Address);
                HttpAnswer answer = refused.ReadAnswer();
                answer.Status.ShouldBe(503);
                answer.Closes.ShouldBeTrue();
            }

            clients.ForEach(client => client.Exchange(RestOfRequest).Status.ShouldBe(200));
            clients[0].Dispose();
            Patience.Until(() => IsServed(gateway), () => "the place of the client that has left");
        }
        finally
        {
            clients.ForEach(client => client.Dispose());
        }
    }

    /// <summary>A client that speaks at once, as all real ones do, must be able to read why it is refused: no reset before that.</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public void ClientPastTheLimit_ReadsTheAnswerAlthoughItHasSentItsRequest()
    {
        using GatewayProcess gateway = StartGateway("limits: { maximumClients: 1 }");
        using HttpConnection first = new(gateway.Address);
        first.Exchange(HttpConnection.Get("/100")).Status.ShouldBe(200);
        for (int i = 0; i < 50; i++)
        {
            first.Send(BegunRequest);
            ChildProcess.Run(place.Path, "curl", "-sS", "--noproxy", "*", "-o", "got", "-w", "%{http_code}", $"{gateway.Url}/100").Trim().ShouldBe("503");
            first.Exchange(RestOfRequest).Status.ShouldBe(200);
        }
    }

    public void Dispose()
    {
        nginx.Dispose();
        place.Dispose();
    }

    private static bool IsServed(GatewayProcess gateway)
    {
        using HttpConnection client = new(gateway.Address);
        try
        {
            return client.Exchange(HttpConnection.Get("/100")).Status == 200;
        }
        catch (Exception failure) when (failure is IOException or System.Net.Sockets.SocketException)
        {
            return false;
        }
    }

    private GatewayProcess StartGateway(string limits) => GatewayProcess.Start(
        place,
        $$"""
        listeners: [{ address: "127.0.0.1:0" }]
        routes: [{ pool: shop }]
        pools: { shop: { servers: ["{{nginx.Address}}"] } }
        workers: 2
        {{limits}}
        """);
}
