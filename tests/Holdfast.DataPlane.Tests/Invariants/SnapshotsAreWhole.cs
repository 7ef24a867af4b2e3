using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using Holdfast.Configuration;
using Holdfast.DataPlane.Tests.Simulated;
using Holdfast.Foundation;

namespace Holdfast.DataPlane.Tests.Invariants;

/// <summary>
/// I6, first half: workers read one immutable snapshot. A request is served by one configuration from its first byte to the last of its answer, however many
/// are published meanwhile: never by the route of one and the servers of another. (Only who waits, sent nowhere, when all servers of its pool leave goes
/// where its route leads then: FollowingTests.)
/// </summary>
public sealed class SnapshotsAreWhole
{
    private const int Steps = 60;
    private const int Servers = 3;
    private const int Workers = 2;

    [Fact]
    public void ConfigurationsComeAndGo_EachRequestMeetsOneOfThem() => RandomRuns.NeverBreak(seed => MixedAnswers(seed, mixes: false), runs: 60);

    [Fact]
    public void SnapshotIsMadeOfTwo_IsSeen() => RandomRuns.ShowTheMistake(seed => MixedAnswers(seed, mixes: true));

    [Theory]
    [InlineData(typeof(RoutingSnapshot))]
    [InlineData(typeof(RouteSnapshot))]
    [InlineData(typeof(PoolSnapshot))]
    [InlineData(typeof(TimeoutsSnapshot))]
    [InlineData(typeof(ForwardingSnapshot))]
    [InlineData(typeof(RouteTable))]
    public void Snapshot_CannotBeChanged(Type type) => Changeable(type).ShouldBeEmpty();

    [Fact]
    public void WhatCanBeChanged_IsSeen()
    {
        Changeable(typeof(PoolGate)).ShouldNotBeEmpty();
        Changeable(typeof(Waiter)).ShouldNotBeEmpty();
    }

    private static string[] Changeable(Type type)
    {
        const BindingFlags all = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        IEnumerable<string> properties = type.GetProperties(all).Where(property => property.SetMethod is { } setter
            && !setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit))).Select(property => property.Name);
        return [.. properties, .. type.GetFields(all).Where(field => !field.IsInitOnly && !IsOfInit(type, field)).Select(field => field.Name)];
    }

    /// <summary>What the compiler makes for a property that is set once: not read-only, but nobody else writes it.</summary>
    private static bool IsOfInit(Type type, FieldInfo field) =>
        field.GetCustomAttribute<CompilerGeneratedAttribute>() is not null && type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Any(property => field.Name == $"<{property.Name}>k__BackingField");

    private static int MixedAnswers(ulong seed, bool mixes)
    {
        var random = new SeededRandom(seed);
        int number = 0;
        using SimulatedGateway gateway = new(Config(number), seed, workers: Workers);
        ScriptedCrowd crowd = new(gateway, random, Servers);
        List<SimulatedPeer> clients = [];
        LetAllIn(gateway);
        for (int step = 0; step < Steps; step++)
        {
            switch (random.Next(6))
            {
                case 0:
                    Reload(gateway, ++number, mixes);
                    break;
                case 1 or 2:
                    AnswerOne(gateway, crowd, random);
                    break;
                default:
                    clients.Add(crowd.Ask(worker: random.Next(Workers)));
                    break;
            }
        }

        return clients.Count(client => client.Received.StartsWith("HTTP/1.1 200", StringComparison.Ordinal) && !IsOfOne(client.Received));
    }

    private static void Reload(SimulatedGateway gateway, int number, bool mixes)
    {
        RoutingSnapshot before = gateway.Worker.Snapshot;
        gateway.Reload(Config(number));
        LetAllIn(gateway);
        if (mixes)
        {
            RoutingSnapshot fresh = gateway.Worker.Snapshot;
            RoutingSnapshot half = new()
            {
                Revision = fresh.Revision,
                Table = fresh.Table,
                Routes = before.Routes,
                Pools = fresh.Pools,
                Timeouts = fresh.Timeouts,
                Forwarding = fresh.Forwarding,
                Clients = fresh.Clients,
                Shed = fresh.Shed,
            };
            Array.ForEach(gateway.Worker.Peers, worker => worker.Publish(half));
        }
    }

    /// <summary>Nobody waits.</summary>
    private static void LetAllIn(SimulatedGateway gateway) => Array.ForEach(gateway.Worker.Pools[0].Snapshot.Servers, server => server.Limit = Steps);

    /// <summary>The server says in its answer which it is and what it was told.</summary>
    private static void AnswerOne(SimulatedGateway gateway, ScriptedCrowd crowd, SeededRandom random)
    {
        int server = random.Next(Servers);
        SimulatedPeer? held = crowd.Origins[server].Connections.Find(connection => !connection.Ended && connection.Received.Split("\r\n\r\n").Length - 1 > connection.Sent);
        if (held is not null)
        {
            string request = held.Received.Split("\r\n\r\n")[held.Sent];
            held.Send($"HTTP/1.1 200 OK\r\nX-Told: {Field(request, "X-Config")}\r\nX-Server: {server}\r\nContent-Length: 2\r\n\r\nok");
            gateway.Pass(0.001);
        }
    }

    private static bool IsOfOne(string answer) =>
        Field(answer, "X-Config") is var number && Field(answer, "X-Told") == number && Field(answer, "X-Server") == number % Servers;

    private static int Field(string head, string name) =>
        int.Parse(head.Split($"{name}: ")[1].Split('\r')[0], CultureInfo.InvariantCulture);

    /// <summary>Each has its number in both directions and another server.</summary>
    private static GatewayConfig Config(int number)
    {
        HeaderRulesConfig told = new() { Set = new Dictionary<string, string> { ["X-Config"] = number.ToString(CultureInfo.InvariantCulture) } };
        GatewayConfig config = SimulatedGateway.ConfigFor(ScriptedCrowd.Addresses(Servers)[number % Servers]);
        return config with { Routes = [config.Routes[0] with { Name = "shop", RequestHeaders = told, ResponseHeaders = told }] };
    }
}
