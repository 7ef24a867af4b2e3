using Holdfast.Configuration;
using Holdfast.DataPlane.Tests.Simulated;
using Holdfast.Foundation;

namespace Holdfast.DataPlane.Tests.Invariants;

/// <summary>I4: where nobody waits and a slot is free, whoever comes is let in, whatever the threshold says.</summary>
public sealed class FreeSlotsAreUsed
{
    private const int Steps = 50;

    private static readonly string[] Classes = ["critical", "default", "best_effort", "bulk"];

    [Fact]
    public void NobodyWaitsAndASlotIsFree_NobodyIsRefused() => RandomRuns.NeverBreak(seed => RefusedBesideAFreeSlot(seed, countsOneWhoLeft: false));

    [Fact]
    public void OneThatHasLeftIsCountedAsWaiting_IsSeen() => RandomRuns.ShowTheMistake(seed => RefusedBesideAFreeSlot(seed, countsOneWhoLeft: true));

    private static int RefusedBesideAFreeSlot(ulong seed, bool countsOneWhoLeft)
    {
        var random = new SeededRandom(seed);
        int count = 1 + random.Next(3);
        using SimulatedGateway gateway = new(ConfigFor(count), seed);
        ScriptedCrowd crowd = new(gateway, random, count);
        PoolSnapshot pool = gateway.Worker.Pools[0].Snapshot;
        Array.ForEach(pool.Servers, server => server.Limit = 1 + random.Next(3));
        if (countsOneWhoLeft)
        {
            pool.Gate.BeginWait();
        }

        int violations = 0;
        for (int step = 0; step < Steps; step++)
        {
            ServerState server = pool.Servers[random.Next(count)];
            switch (random.Next(10))
            {
                case 0:
                    pool.Gate.Control.Overflowed(random.Next(AdmissionKey.Count));
                    break;
                case 1:
                    server.Limit = 1 + random.Next(3);
                    break;
                case 2:
                    server.Draining = !server.Draining;
                    break;
                case 3 or 4 or 5:
                    crowd.AnswerOne();
                    break;
                case 6:
                    crowd.LeaveOne();
                    break;
                default:
                    violations += IsRefusedBesideAFreeSlot(crowd, pool.Servers, random) ? 1 : 0;
                    break;
            }
        }

        return violations;
    }

    private static bool IsRefusedBesideAFreeSlot(ScriptedCrowd crowd, ServerState[] servers, SeededRandom random)
    {
        bool isFree = crowd.Waiting == 0 && Enumerable.Range(0, servers.Length).Any(i => !servers[i].Draining && crowd.HeldBy(i) < servers[i].Limit);
        SimulatedPeer client = crowd.Ask($"X-Request-Class: {Classes[random.Next(Classes.Length)]}\r\n");
        return isFree && client.Received.StartsWith("HTTP/1.1 503", StringComparison.Ordinal);
    }

    private static GatewayConfig ConfigFor(int servers) => SimulatedGateway.ConfigFor(ScriptedCrowd.Addresses(servers)) with
    {
        Forwarding = new ForwardingConfig { ClassHeader = "X-Request-Class", TrustedProxies = ["127.0.0.0/8", "10.0.0.0/8"] },
    };
}
