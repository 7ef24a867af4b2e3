using Holdfast.Configuration;

namespace Holdfast.DataPlane.Tests.Serving;

/// <summary>What operators say while requests run, over real sockets.</summary>
public sealed class OperatorTests
{
    private const string Request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

    [Fact]
    public void BoundedClient_Gets429WithRetryAfter_UntilItIsLetGo()
    {
        using ScriptedServer server = Answering("ok");
        using GatewayHarness gateway = new(server);
        using ScriptedConnection client = gateway.Connect();
        Ask(client).ShouldStartWith("HTTP/1.1 200");

        ThrottleWish wish = new("127.0.0.1", new RequestRate(1, TimeSpan.FromHours(1)), null, TimeSpan.FromMinutes(10), IsDryRun: false, "test");
        gateway.Gateway.Orders.Throttle(wish).ShouldBe(ThrottleResult.Applied);
        Ask(client).ShouldStartWith("HTTP/1.1 200");
        string refused = Ask(client);
        refused.ShouldStartWith("HTTP/1.1 429");
        refused.ShouldContain("Retry-After: ");
        gateway.Gateway.Orders.ReadThrottles().ShouldHaveSingleItem().Refused.ShouldBe(1);

        gateway.Gateway.Orders.EndThrottle("127.0.0.1", null).ShouldNotBeNull();
        Ask(client).ShouldStartWith("HTTP/1.1 200");
    }

    [Fact]
    public void DrainedServer_EndsWhatItHas_AndGetsNothingNew()
    {
        using ManualResetEventSlim mayAnswer = new();
        using ScriptedServer slow = new(connection =>
        {
            while (connection.ReadHead() is not null)
            {
                mayAnswer.Wait();
                connection.Write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nslow");
            }
        });
        using ScriptedServer other = Answering("other");
        using GatewayHarness gateway = new(slow, other);
        ServerState server = gateway.Gateway.Snapshot.Pools[0].Servers[0];

        List<Thread> asking = [];
        List<string> answers = [];
        while (server.InFlight == 0 && asking.Count < 64)
        {
            Thread one = new(() =>
            {
                using ScriptedConnection client = gateway.Connect();
                string answer = Ask(client);
                lock (answers)
                {
                    answers.Add(answer);
                }
            });
            one.Start();
            asking.Add(one);
            SpinWait.SpinUntil(() => server.InFlight > 0, 50);
        }

        server.InFlight.ShouldBeGreaterThan(0);
        gateway.Gateway.Orders.DrainServer("shop", slow.Address, isDrained: true).ShouldBe(ServerDrainResult.Applied);
        int before = server.InFlight;
        using (ScriptedConnection later = gateway.Connect())
        {
            for (int request = 0; request < 20; request++)
            {
                Ask(later).ShouldEndWith("other");
            }
        }

        server.InFlight.ShouldBe(before);
        mayAnswer.Set();
        asking.ForEach(one => one.Join());
        answers.ShouldAllBe(answer => answer.StartsWith("HTTP/1.1 200", StringComparison.Ordinal));
        answers.ShouldContain(answer => answer.EndsWith("slow", StringComparison.Ordinal));

        gateway.Gateway.Orders.DrainServer("shop", slow.Address, isDrained: false).ShouldBe(ServerDrainResult.Applied);
        using ScriptedConnection back = gateway.Connect();
        Enumerable.Range(0, 50).Select(_ => Ask(back)).ShouldContain(answer => answer.EndsWith("slow", StringComparison.Ordinal));
    }

    private static ScriptedServer Answering(string body) => new(connection =>
    {
        while (connection.ReadHead() is not null)
        {
            connection.Write($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        }
    });

    private static string Ask(ScriptedConnection client)
    {
        client.Write(Request);
        string head = client.ReadHead()!;
        return head + client.ReadBody(head);
    }
}
