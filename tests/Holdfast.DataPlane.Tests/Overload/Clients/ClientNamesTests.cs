using Holdfast.Configuration;
using Holdfast.DataPlane.Tests.Simulated;

namespace Holdfast.DataPlane.Tests.Overload.Clients;

/// <summary>What the status calls a client: what tells it apart, but never a secret.</summary>
public sealed class ClientNamesTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    [Fact]
    public void HeaderThatTellsClientsApart_IsNamedWithItsValue() =>
        Names(new ClientKey(ClientKeySource.Header, "X-User"), "X-User: hog\r\n", "X-User: ann\r\n").ShouldBe(["X-User=ann", "X-User=hog"]);

    [Fact]
    public void RequestWithoutIt_IsNamedByItsAddress() =>
        Names(new ClientKey(ClientKeySource.Header, "X-User"), "X-User: hog\r\n", "").ShouldBe(["127.0.0.1", "X-User=hog"]);

    [Fact]
    public void Address_StaysOne() => Names(ClientKey.Client, "X-User: hog\r\n").ShouldBe(["127.0.0.1"]);

    [Theory]
    [InlineData(ClientKeySource.Cookie, "session", "Cookie: session={0}\r\n", "session=#")]
    [InlineData(ClientKeySource.Key, "", "X-Api-Key: {0}\r\n", "key=#")]
    [InlineData(ClientKeySource.Key, "", "Authorization: Bearer {0}\r\n", "key=#")]
    [InlineData(ClientKeySource.Header, "X-Auth-Token", "X-Auth-Token: {0}\r\n", "X-Auth-Token=#")]
    [InlineData(ClientKeySource.Header, "Authorization", "Authorization: {0}\r\n", "Authorization=#")]
    public void Secret_IsAShortHash_ThatTellsTwoApart(ClientKeySource source, string name, string line, string front)
    {
        string[] names = Names(new ClientKey(source, name), string.Format(System.Globalization.CultureInfo.InvariantCulture, line, "hunter2"), string.Format(System.Globalization.CultureInfo.InvariantCulture, line, "swordfish"));
        names.Length.ShouldBe(2);
        names[0].ShouldNotBe(names[1]);
        names.ShouldAllBe(one => one.StartsWith(front) && one.Length == front.Length + 8);
    }

    [Fact]
    public void LongAndStrangeValue_IsCutAndCannotForgeALine()
    {
        string name = Names(new ClientKey(ClientKeySource.Header, "X-User"), "X-User: a, \tb" + new string('x', 200) + "\r\n").Single();
        name.ShouldStartWith("X-User=a???b");
        name.ShouldEndWith("x...");
        name.Length.ShouldBe(ClientName.Bytes);
    }

    private static string[] Names(ClientKey key, params string[] lines)
    {
        using SimulatedGateway gateway = new(SimulatedGateway.ConfigFor() with { Protection = new ProtectionConfig { Client = key } });
        gateway.Origin().AnswerEach(Ok);
        foreach (string line in lines)
        {
            SimulatedPeer client = gateway.Connect();
            client.Send($"GET / HTTP/1.1\r\nHost: a\r\n{line}\r\n");
            gateway.Pass(0.01);
        }

        PoolSnapshot pool = gateway.Worker.Pools[0].Snapshot;
        pool.Gate.Fairness.Tick([pool.Gate.UsageOf(0)], isContended: false, 1, 10, gateway.Network.Clock.NowNanoseconds);
        return [.. OverloadReader.ReadClients(pool).Select(client => client.Client).Order(StringComparer.Ordinal)];
    }
}
