namespace Holdfast.DataPlane.Tests.Serving;

public sealed class FramingTests
{
    private const string Get = "GET /a?b=c HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\n\r\n";

    [Fact]
    public void SimpleGet_IsForwardedAndAnswered()
    {
        using ScriptedServer server = ScriptedServer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-Kept: yes\r\n\r\nhello");
        using GatewayHarness gateway = new(server);

        string answer = gateway.Exchange("GET /a?b=c HTTP/1.1\r\nHost: shop.example\r\nConnection: close, x-private\r\nX-Private: 1\r\nX-Own: 2\r\n\r\n");

        answer.ShouldBe("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-Kept: yes\r\nConnection: close\r\n\r\nhello");
        string head = server.Heads.ShouldHaveSingleItem();
        head.ShouldStartWith("GET /a?b=c HTTP/1.1\r\nHost: shop.example\r\n");
        head.ShouldContain("X-Own: 2\r\n");
        head.ShouldNotContain("X-Private");
        head.ShouldNotContain("Connection:");
        head.ShouldContain("X-Forwarded-For: 127.0.0.1\r\nX-Forwarded-Proto: http\r\nX-Forwarded-Host: shop.example\r\nX-Request-Id: ");
    }

    [Fact]
    public void PipelinedRequests_AreAnsweredInOrder()
    {
        using ScriptedServer server = new(connection =>
        {
            while (connection.ReadHead() is { } head)
            {
                string path = head.Split(' ')[1];
                connection.Write($"HTTP/1.1 200 OK\r\nContent-Length: {path.Length}\r\n\r\n{path}");
            }
        });
        using GatewayHarness gateway = new(server);

        string answer = gateway.Exchange(
            "GET /1 HTTP/1.1\r\nHost: a\r\n\r\nPOST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n" +
            "GET /3 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        answer.Split("HTTP/1.1 200 OK").Skip(1).Select(part => part[^2..]).ShouldBe(["/1", "/2", "/3"]);
    }

    [Fact]
    public void ManyLocallyAnsweredPipelinedRequests_AreAllAnswered()
    {
        using ScriptedServer server = ScriptedServer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        using GatewayHarness gateway = new(GatewayHarness.ConfigFor(server) with
        {
            Routes = [new Configuration.RouteConfig { Pool = "shop", Match = new Configuration.MatchConfig { Path = "/only" } }],
        });

        string requests = string.Concat(Enumerable.Repeat("GET /other HTTP/1.1\r\nHost: a\r\n\r\n", 300));
        string answer = gateway.Exchange(requests + Get.Replace("/a?b=c", "/only", StringComparison.Ordinal));

        answer.Split("HTTP/1.1 404 Not Found").Length.ShouldBe(301);
        answer.ShouldContain("HTTP/1.1 200 OK");
    }

    [Fact]
    public void ChunkedBothWays_IsRechunkedAndTrailersTravelExceptFramingRoutingAndCredentials()
    {
        using ScriptedServer server = new(connection =>
        {
            string head = connection.ReadHead()!;
            string body = connection.ReadBody(head);
            connection.Write($"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{body.Length:x};ext=1\r\n{body}\r\n0\r\nX-Sum: 7\r\nSet-Cookie: a=b\r\nContent-Length: 9\r\n\r\n");
            connection.ReadHead();
        });
        using GatewayHarness gateway = new(server);
        using ScriptedConnection client = gateway.Connect();

        client.Write("POST /up HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3;q=\"x\"\r\nabc\r\n4\r\ndefg\r\n0\r\nX-Own: 1\r\nHost: evil\r\nAuthorization: Bearer x\r\n\r\n");
        string head = client.ReadHead()!;

        head.ShouldContain("Transfer-Encoding: chunked\r\n");
        client.ReadBody(head).ShouldBe("abcdefg|X-Own: 1|X-Sum: 7");
    }

    [Fact]
    public void CloseDelimitedAnswer_IsChunkedForHttp11AndClosedForHttp10()
    {
        using ScriptedServer server = new(connection =>
        {
            connection.ReadHead();
            connection.Write("HTTP/1.1 200 OK\r\n\r\nuntil the end");
        });
        using GatewayHarness gateway = new(server);

        using ScriptedConnection client = gateway.Connect();
        client.Write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        string head = client.ReadHead()!;
        client.ReadBody(head).ShouldBe("until the end");

        string old = gateway.Exchange("GET / HTTP/1.0\r\nHost: a\r\nConnection: keep-alive\r\n\r\n");
        old.ShouldNotContain("chunked");
        old.ShouldEndWith("\r\n\r\nuntil the end");
    }

    [Fact]
    public void ChunkedAnswer_IsUnchunkedForHttp10()
    {
        using ScriptedServer server = ScriptedServer.Answering("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
        using GatewayHarness gateway = new(server);

        string answer = gateway.Exchange("GET / HTTP/1.0\r\nHost: a\r\n\r\n");

        answer.ShouldBe("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nabcde");
    }

    [Fact]
    public void Http10KeepAlive_IsKeptAndSaidSo()
    {
        using ScriptedServer server = ScriptedServer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        using GatewayHarness gateway = new(server);
        using ScriptedConnection client = gateway.Connect();

        for (int i = 0; i < 3; i++)
        {
            client.Write("GET / HTTP/1.0\r\nHost: a\r\nConnection: keep-alive\r\n\r\n");
            string head = client.ReadHead()!;
            head.ShouldContain("Connection: keep-alive\r\n");
            client.ReadBody(head).ShouldBe("ok");
        }
    }

    [Theory]
    [InlineData("HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", "Content-Length: 1000")]
    [InlineData("GET", "HTTP/1.1 304 Not Modified\r\nContent-Length: 1000\r\n\r\n", "Content-Length: 1000")]
    [InlineData("GET", "HTTP/1.1 204 No Content\r\n\r\n", "204")]
    public void AnswersWithoutBody_LeaveTheConnectionUsable(string method, string response, string expected)
    {
        using ScriptedServer server = ScriptedServer.Answering(response);
        using GatewayHarness gateway = new(server);
        using ScriptedConnection client = gateway.Connect();

        for (int i = 0; i < 3; i++)
        {
            client.Write($"{method} / HTTP/1.1\r\nHost: a\r\n\r\n");
            client.ReadHead()!.ShouldContain(expected);
        }

        server.Connections.ShouldBe(1);
    }

    [Fact]
    public void ExpectContinue_PassesInterimAndThenTheAnswer()
    {
        using ScriptedServer server = new(connection =>
        {
            string head = connection.ReadHead()!;
            connection.Write("HTTP/1.1 100 Continue\r\n\r\n");
            string body = connection.ReadBody(head);
            connection.Write($"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n{body}");
            connection.ReadHead();
        });
        using GatewayHarness gateway = new(server);
        using ScriptedConnection client = gateway.Connect();

        client.Write("PUT / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
        client.ReadHead()!.ShouldBe("HTTP/1.1 100 Continue\r\n\r\n");
        client.Write("body");
        client.ReadHead()!.ShouldBe("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n");
        string head = client.ReadHead()!;
        client.ReadBody(head).ShouldBe("body");
        head.ShouldNotContain("Connection: close");
    }

    [Fact]
    public void InterimAnswers_AreNotSentToHttp10()
    {
        using ScriptedServer server = ScriptedServer.Answering("HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        using GatewayHarness gateway = new(server);

        gateway.Exchange("GET / HTTP/1.0\r\nHost: a\r\n\r\n").ShouldBe("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok");
    }

    [Fact]
    public void FinalAnswerWithoutContinue_ClosesBecauseTheBodyIsUnread()
    {
        using ScriptedServer server = new(connection =>
        {
            connection.ReadHead();
            connection.Write("HTTP/1.1 413 Too Big\r\nContent-Length: 0\r\n\r\n");
            connection.ReadHead();
        });
        using GatewayHarness gateway = new(server);

        string answer = gateway.Exchange("PUT / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");

        answer.ShouldStartWith("HTTP/1.1 413 Too Big\r\n");
        answer.ShouldContain("Connection: close\r\n");
    }

    [Theory]
    [InlineData("GET http://abs.example/p?q HTTP/1.1\r\nHost: abs.example\r\nConnection: close\r\n\r\n", "GET /p?q HTTP/1.1\r\nHost: abs.example\r\n")]
    [InlineData("GET http://abs.example HTTP/1.1\r\nHost: abs.example\r\nConnection: close\r\n\r\n", "GET / HTTP/1.1\r\nHost: abs.example\r\n")]
    [InlineData("OPTIONS * HTTP/1.1\r\nHost: abs.example\r\nConnection: close\r\n\r\n", "OPTIONS * HTTP/1.1\r\nHost: abs.example\r\n")]
    public void TargetForms_BecomeOriginOrAsteriskForm(string request, string expected)
    {
        using ScriptedServer server = ScriptedServer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        using GatewayHarness gateway = new(server);

        gateway.Exchange(request).ShouldStartWith("HTTP/1.1 200 OK");

        server.Heads.ShouldHaveSingleItem().ShouldStartWith(expected);
    }

    [Theory]
    [InlineData(10_000)]
    [InlineData(1_000_000)]
    [InlineData(20_000_000)]
    public void LongBodies_ArriveWhole(int bytes)
    {
        string body = string.Create(bytes, 0, (span, _) =>
        {
            for (int i = 0; i < span.Length; i++)
            {
                span[i] = (char)('a' + (i % 23));
            }
        });
        using ScriptedServer server = new(connection =>
        {
            while (connection.ReadHead() is { } head)
            {
                string received = connection.ReadBody(head);
                connection.Write($"HTTP/1.1 200 OK\r\nContent-Length: {received.Length}\r\n\r\n");
                connection.Write(received);
            }
        });
        using GatewayHarness gateway = new(server);
        using ScriptedConnection client = gateway.Connect();

        Task sending = Task.Run(() => client.Write($"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: {bytes}\r\n\r\n{body}"));
        string head = client.ReadHead()!;
        string answer = client.ReadBody(head);

        sending.Wait(TimeSpan.FromSeconds(10)).ShouldBeTrue();
        (answer == body).ShouldBeTrue("the body must come back unchanged");
    }

    [Theory]
    [InlineData(1_000_000)]
    [InlineData(3_000_000)]
    [InlineData(6_000_000)]
    public void UploadToAServerThatReadsLate_ArrivesWhole(int bytes)
    {
        using ScriptedServer server = new(connection =>
        {
            string head = connection.ReadHead()!;
            Thread.Sleep(300);
            string body = connection.ReadBody(head);
            connection.Write($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length.ToString().Length}\r\n\r\n{body.Length}");
            connection.ReadHead();
        });
        using GatewayHarness gateway = new(server);
        using ScriptedConnection client = gateway.Connect();

        client.Write($"PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: {bytes}\r\n\r\n");
        client.Write(new byte[bytes]);

        client.ReadBody(client.ReadHead()!).ShouldBe(bytes.ToString());
    }

    [Fact]
    public void BytesBehindALongPipedAnswer_AreNotTheNextAnswer()
    {
        string body = new('x', 400_000);
        using ScriptedServer server = ScriptedServer.Answering($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n{body}HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
        using GatewayHarness gateway = new(server);
        using ScriptedConnection client = gateway.Connect();

        for (int i = 0; i < 20; i++)
        {
            client.Write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            client.ReadBody(client.ReadHead()!).Length.ShouldBe(body.Length);
        }
    }

    [Fact]
    public void BytesBehindAnAnswer_CloseTheServersConnection()
    {
        using ScriptedServer server = ScriptedServer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
        using GatewayHarness gateway = new(server);
        using ScriptedConnection client = gateway.Connect();

        for (int i = 0; i < 2; i++)
        {
            client.Write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            client.ReadBody(client.ReadHead()!).ShouldBe("ok");
        }

        server.Connections.ShouldBe(2);
    }
}
