using Holdfast.Configuration;
using Holdfast.Foundation;

namespace Holdfast.DataPlane.Tests.Simulated;

/// <summary>How many clients are taken, in all and of one address, and what those past it get.</summary>
public sealed class ClientLimitTests
{
    private const string Get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static readonly NetworkAddress Loopback = NetworkAddress.FromIPv4(0x7F000001, 1);
    private static readonly NetworkAddress One = NetworkAddress.FromIPv4(0x0A000001, 1);
    private static readonly NetworkAddress Two = NetworkAddress.FromIPv4(0x0A000002, 1);

    [Fact]
    public void ClientsOfOneAddressPastItsLimit_AreRefusedPolitelyAndCountedUntilOneLeaves()
    {
        using SimulatedGateway gateway = new(SimulatedGateway.ConfigFor() with { Limits = new LimitsConfig { MaximumClientsPerAddress = 2 } });
        SimulatedPeer first = gateway.Connect();
        gateway.Connect();

        SimulatedPeer refused = gateway.Connect();
        refused.Send(Get);
        gateway.Pass(2);

        refused.Received.ShouldStartWith("HTTP/1.1 503 Service Unavailable\r\n");
        refused.Ended.ShouldBeTrue();
        refused.WasReset.ShouldBeFalse();
        gateway.Worker.Counters.ClientsRefusedByAddress.ShouldBe(1);
        gateway.Worker.Counters.ClientsRefused.ShouldBe(0);
        first.Close();
        gateway.Pass(1);
        SimulatedPeer taken = gateway.Connect();
        taken.Ended.ShouldBeFalse();
        taken.Received.ShouldBeEmpty();
    }

    [Fact]
    public void RefusedClients_AreToldWhyAndWhenToComeBack_AndNotAllForTheSameSecond()
    {
        using SimulatedGateway gateway = new(SimulatedGateway.ConfigFor() with { Limits = new LimitsConfig { MaximumClientsPerAddress = 1 } });
        gateway.Connect();
        string[] answers = [.. Enumerable.Range(0, 16).Select(_ =>
        {
            SimulatedPeer refused = gateway.Connect();
            gateway.Pass(0.01);
            return refused.Received;
        })];

        answers.ShouldAllBe(answer => answer.Contains("\r\nX-Shed-Reason: clients\r\nX-Retry-Ok: 0\r\nRetry-After: ", StringComparison.Ordinal) && answer.EndsWith("\r\n\r\n503 Service Unavailable\n", StringComparison.Ordinal));
        answers.Distinct().Count().ShouldBe(8);
    }

    [Fact]
    public void TrustedProxy_HasNoLimitOfItsOwn()
    {
        using SimulatedGateway gateway = new(SimulatedGateway.ConfigFor() with
        {
            Limits = new LimitsConfig { MaximumClientsPerAddress = 2 },
            Forwarding = new ForwardingConfig { TrustedProxies = ["127.0.0.0/8"] },
        });

        for (int i = 0; i < 10; i++)
        {
            gateway.Connect().Received.ShouldBeEmpty();
        }

        gateway.Quota.Count.ShouldBe(10);
    }

    [Fact]
    public void RefusedClientThatSendsItsRequestLate_StillReadsTheAnswerWithoutReset()
    {
        using SimulatedGateway gateway = new(SimulatedGateway.ConfigFor() with { Limits = new LimitsConfig { MaximumClientsPerAddress = 1 } });
        gateway.Connect();
        SimulatedPeer refused = gateway.Connect();
        refused.Reads = false;
        gateway.Pass(0.3);
        refused.Send(Get);
        gateway.Pass(0.3);

        refused.Reads = true;
        refused.OnReady(refused.Socket, default);

        refused.Received.ShouldStartWith("HTTP/1.1 503 ");
        refused.WasReset.ShouldBeFalse();
    }

    [Fact]
    public void FloodOfRefusedClients_HoldsNoMoreThanItsPlacesAndOnlyForAMoment()
    {
        using SimulatedGateway gateway = new(SimulatedGateway.ConfigFor() with { Limits = new LimitsConfig { MaximumClientsPerAddress = 1 } });
        gateway.Connect();
        for (int i = 0; i < 100; i++)
        {
            gateway.Connect();
        }

        gateway.Worker.Loop.OpenCount.ShouldBeLessThan(70);
        gateway.Pass(3);

        // The listener and the first client.
        gateway.Worker.Loop.OpenCount.ShouldBe(2);
        gateway.Worker.Counters.ClientsRefusedByAddress.ShouldBe(100);
    }

    [Fact]
    public void GatewayIsFull_WhoHasBeenIdleForLongestMakesRoom()
    {
        using SimulatedGateway gateway = new();
        gateway.Origin().AnswerEach(Ok);
        gateway.Quota.Maximum = 3;
        SimulatedPeer[] clients = [.. Enumerable.Range(0, 3).Select(_ => gateway.Connect())];
        foreach (int client in (int[])[1, 0, 2])
        {
            Ask(gateway, clients[client]);
            gateway.Pass(0.2);
        }

        gateway.Pass(1);
        SimulatedPeer newcomer = gateway.Connect();
        Ask(gateway, newcomer);

        newcomer.Received.ShouldStartWith("HTTP/1.1 200 ");
        clients.Select(client => client.Ended).ShouldBe([false, true, false]);
        clients.ShouldAllBe(client => !client.WasReset);
        (gateway.Worker.Counters.ClientsLetGo, gateway.Worker.Counters.ClientsRefused, gateway.Quota.Count).ShouldBe((1, 0, 3));
    }

    /// <summary>Nobody who waits for an answer, has had none yet or has just had one goes for another.</summary>
    [Theory]
    [InlineData("under way", 5)]
    [InlineData("silent", 5)]
    [InlineData("answered", 0.9)]
    public void GatewayIsFullOfClientsThatAreNotIdle_NewcomerIsRefused(string what, double seconds)
    {
        using SimulatedGateway gateway = new();
        SimulatedOrigin origin = gateway.Origin();
        if (what != "under way")
        {
            origin.AnswerEach(Ok);
        }

        gateway.Quota.Maximum = 2;
        SimulatedPeer[] clients = [gateway.Connect(), gateway.Connect()];
        if (what != "silent")
        {
            Array.ForEach(clients, client => client.Send(Get));
            gateway.Pass(0.01);
        }

        gateway.Pass(seconds);
        SimulatedPeer newcomer = gateway.Connect();
        gateway.Pass(0.05);

        newcomer.Received.ShouldStartWith("HTTP/1.1 503 ");
        clients.ShouldAllBe(client => !client.Ended);
        (gateway.Worker.Counters.ClientsLetGo, gateway.Worker.Counters.ClientsRefused).ShouldBe((0, 1));
    }

    /// <summary>More than one search looks at: those that are served keep their connections, and each idle one is found in turn.</summary>
    [Fact]
    public void ManyAreServedAndFewIdle_EachNewcomerFindsAPlaceAfterSomeAttempts()
    {
        using SimulatedGateway gateway = new();
        gateway.Origin().AnswerEach(Ok);
        gateway.Quota.Maximum = 200;
        SimulatedPeer[] clients = [.. Enumerable.Range(0, 200).Select(_ => gateway.Connect())];
        Array.ForEach(clients, client => client.Send(Get));
        gateway.Pass(2);
        Array.ForEach(clients[10..], client => client.Send(Get));
        gateway.Pass(0.1);

        int taken = 0;
        for (int attempt = 0; attempt < 8; attempt++)
        {
            SimulatedPeer newcomer = gateway.Connect();
            gateway.Pass(0.01);
            taken += newcomer.Received.Length == 0 ? 1 : 0;
        }

        taken.ShouldBeInRange(2, 8);
        clients[10..].ShouldAllBe(client => !client.Ended);
        gateway.Worker.Counters.ClientsLetGo.ShouldBe(taken);
    }

    [Fact]
    public void GatewayIsFullAndSoIsTheNewcomersAddress_NobodyElseGoesForIt()
    {
        using SimulatedGateway gateway = new(SimulatedGateway.ConfigFor() with { Limits = new LimitsConfig { MaximumClientsPerAddress = 2 } });
        gateway.Origin().AnswerEach(Ok);
        SimulatedPeer[] clients = Idle(gateway, 2);
        gateway.Quota.Maximum = 2;

        gateway.Connect();

        clients.ShouldAllBe(client => !client.Ended);
        (gateway.Worker.Counters.ClientsLetGo, gateway.Worker.Counters.ClientsRefused, gateway.Worker.Counters.ClientsRefusedByAddress).ShouldBe((0, 0, 1));
    }

    /// <summary>Those that are too many after a reload would all have to go for one newcomer.</summary>
    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(2, 1, 3)]
    [InlineData(3, 0, 0)]
    public void MoreClientsThanALowerMaximum_NobodyGoesUnlessThatMakesRoom(int tooMany, int taken, int letGo)
    {
        using SimulatedGateway gateway = new();
        gateway.Origin().AnswerEach(Ok);
        SimulatedPeer[] clients = Idle(gateway, 6);
        gateway.Quota.Maximum = clients.Length - tooMany;

        gateway.Connect();

        clients.Count(client => client.Ended).ShouldBe(letGo);
        (gateway.Worker.Counters.ClientsLetGo, gateway.Worker.Counters.ClientsRefused).ShouldBe((letGo, 1 - taken));
    }

    /// <summary>Its request is on its way, and is seen when its turn to go has come: it is served, and another goes.</summary>
    [Theory]
    [InlineData("/", "HTTP/1.1 200 ")]
    [InlineData("/nowhere", "HTTP/1.1 404 ")]
    public void LongestIdleAsksInThatMoment_ItIsServedAndTheNextOneGoes(string path, string answer)
    {
        GatewayConfig config = SimulatedGateway.ConfigFor();
        using SimulatedGateway gateway = new(config with { Routes = [config.Routes[0] with { Match = new MatchConfig { Path = "/" } }] });
        gateway.Origin().AnswerEach(Ok);
        SimulatedPeer[] clients = Idle(gateway, 3);
        gateway.Quota.Maximum = clients.Length;

        SimulatedPeer newcomer = gateway.Connect(atOnce: () => clients[0].Send($"GET {path} HTTP/1.1\r\nHost: a\r\n\r\n"));
        gateway.Pass(0.05);

        clients[0].Received.ShouldStartWith(answer);
        clients.Select(client => client.Ended).ShouldBe([false, true, false]);
        (newcomer.Ended, gateway.Worker.Counters.ClientsLetGo, gateway.Worker.Counters.ClientsRefused).ShouldBe((false, 1, 0));
    }

    /// <summary>Each has been answered, one after the other, so the first has been idle for longest.</summary>
    private static SimulatedPeer[] Idle(SimulatedGateway gateway, int count)
    {
        SimulatedPeer[] clients = [.. Enumerable.Range(0, count).Select(_ => gateway.Connect())];
        foreach (SimulatedPeer client in clients)
        {
            Ask(gateway, client);
            gateway.Pass(0.2);
            client.Take();
        }

        gateway.Pass(2);
        return clients;
    }

    private static void Ask(SimulatedGateway gateway, SimulatedPeer client)
    {
        client.Send(Get);
        gateway.Pass(0.01);
    }

    [Fact]
    public void WithoutANumber_OneAddressGetsHalfAndLoopbackAll()
    {
        ClientQuota quota = new(maximum: 10);

        Admissions(quota, One, 6).ShouldBe([.. Enumerable.Repeat(ClientAdmission.Taken, 5), ClientAdmission.TooManyOfOneAddress]);
        Admissions(quota, Two, 1).ShouldBe([ClientAdmission.Taken]);
        Admissions(quota, Loopback, 5).ShouldBe([.. Enumerable.Repeat(ClientAdmission.Taken, 4), ClientAdmission.TooMany]);
        quota.Count.ShouldBe(10);
        quota.Leave(One, isTrusted: false);
        Admissions(quota, Two, 1).ShouldBe([ClientAdmission.Taken]);
    }

    [Fact]
    public void AddressesOfOneIPv6Network_CountAsOne()
    {
        ClientQuota quota = new(maximum: 100, maximumPerAddress: 2);

        quota.TryEnter(new NetworkAddress(0x20010DB8_00000001, 1, 1), isTrusted: false).ShouldBe(ClientAdmission.Taken);
        quota.TryEnter(new NetworkAddress(0x20010DB8_00000001, 2, 1), isTrusted: false).ShouldBe(ClientAdmission.Taken);
        quota.TryEnter(new NetworkAddress(0x20010DB8_00000001, 3, 1), isTrusted: false).ShouldBe(ClientAdmission.TooManyOfOneAddress);
        quota.TryEnter(new NetworkAddress(0x20010DB8_00000002, 1, 1), isTrusted: false).ShouldBe(ClientAdmission.Taken);
    }

    private static List<ClientAdmission> Admissions(ClientQuota quota, NetworkAddress address, int count) =>
        [.. Enumerable.Range(0, count).Select(port => quota.TryEnter(address with { Port = (ushort)port }, isTrusted: false))];
}
