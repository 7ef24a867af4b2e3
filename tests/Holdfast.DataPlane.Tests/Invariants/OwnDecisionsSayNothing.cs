using Holdfast.DataPlane.Tests.Simulated;
using Holdfast.Foundation;

namespace Holdfast.DataPlane.Tests.Invariants;

/// <summary>
/// I5: what the gateway refuses and what clients give up says nothing about a server: no sign of overload for its limit, no failure for its ejection, and
/// no retry. (A client that leaves after many times what the answer takes is a sign, kept apart from these: <see cref="Leavers"/>.)
/// </summary>
public sealed class OwnDecisionsSayNothing
{
    private const int Steps = 60;

    // DeadlinePassed is the client's word, too; but the server had the request, and had its time.
    private static readonly RequestOutcome[] Ours =
    [
        .. Enum.GetValues<RequestOutcome>().Where(outcome => outcome != RequestOutcome.DeadlinePassed
            && OutcomeTable.Row(outcome).Cause is OutcomeCause.Shed or OutcomeCause.Client or OutcomeCause.Gateway),
    ];

    [Fact]
    public void ClientsAreRefusedAndLeave_NoServerIsBlamed() => RandomRuns.NeverBreak(BlameInARun);

    [Fact]
    public void AttemptEndsByOurDecisionOrTheClients_NoServerIsBlamed() => RandomRuns.NeverBreak(seed => BlameForAttempts(seed, outcome => outcome));

    [Theory]
    [InlineData(RequestOutcome.ClientClosed, RequestOutcome.ServerClosed)]
    [InlineData(RequestOutcome.BodyTooSlow, RequestOutcome.FirstByteTimeout)]
    [InlineData(RequestOutcome.ShedWaited, RequestOutcome.ConnectTimeout)]
    public void DecisionIsTakenForTheServers_IsSeen(RequestOutcome decision, RequestOutcome taken) =>
        RandomRuns.ShowTheMistake(seed => BlameForAttempts(seed, outcome => outcome == decision ? taken : outcome));

    /// <summary>The look at the whole gateway sees what a server does, so that it could see a mistake.</summary>
    [Fact]
    public void ServerBreaksOff_IsSeen()
    {
        using SimulatedGateway gateway = new();
        ScriptedCrowd crowd = new(gateway, new SeededRandom(1), servers: 1);
        crowd.Ask();
        crowd.Origins[0].Connections[0].Abort();
        gateway.Pass(0.001);
        Blame(gateway.Worker.Pools[0].Snapshot).ShouldBeGreaterThan(0);
    }

    private static int BlameInARun(ulong seed)
    {
        var random = new SeededRandom(seed);
        int count = 1 + random.Next(3);
        using SimulatedGateway gateway = new(SimulatedGateway.ConfigFor(ScriptedCrowd.Addresses(count)), seed);
        ScriptedCrowd crowd = new(gateway, random, count);
        PoolSnapshot pool = gateway.Worker.Pools[0].Snapshot;
        Array.ForEach(pool.Servers, server => server.Limit = 1 + random.Next(2));
        for (int step = 0; step < Steps; step++)
        {
            switch (random.Next(8))
            {
                case 0:
                    pool.Gate.Control.Overflowed(random.Next(AdmissionKey.Count));
                    break;
                case 1 or 2:
                    crowd.LeaveOne();
                    break;
                case 3:
                    crowd.AnswerOne();
                    break;
                case 4:
                    // Those who wait lose their patience.
                    gateway.Pass(0.02 * random.Next(10));
                    break;
                default:
                    crowd.Ask();
                    break;
            }
        }

        return Blame(pool);
    }

    private static int Blame(PoolSnapshot pool)
    {
        SampleTotals sum = default;
        long bad = 0;
        foreach (ServerState server in pool.Servers)
        {
            pool.Gate.Control.Find(server)!.SamplesOf(0).AddTo(ref sum);
            bad += pool.Health.EvidenceOf(server, 0)!.Bad + (server.Available ? 0 : 1) + (server.Cap < ServerState.Unlimited ? 1 : 0);
        }

        return (int)(sum.Drops + sum.Timeouts + sum.Failures + bad);
    }

    private static int BlameForAttempts(ulong seed, Func<RequestOutcome, RequestOutcome> taken)
    {
        var random = new SeededRandom(seed);
        ServerSamples samples = new();
        TrafficEvidence evidence = new();
        RouteBaseline baseline = new(workers: 1);
        ExchangeFacts facts = new(keepsTexts: false);
        long now = 1_000_000_000;
        for (int attempt = 0; attempt < 20; attempt++)
        {
            AttemptSample sample = default;
            AttemptWatch watch = default;
            sample.Begin(samples, inFlight: 1 + random.Next(5), now);
            watch.Begin(evidence);
            watch.Await(server: random.Next(2) == 0);
            now += random.Next(1_000_000_000);
            RequestOutcome outcome = taken(Ours[random.Next(Ours.Length)]);
            sample.End(facts, baseline, worker: 0, outcome, watch.IsServersTurn, now + random.Next(1_000_000_000), now);
            watch.End(outcome, isChance: false);
        }

        SampleTotals sum = default;
        samples.AddTo(ref sum);
        return (int)(sum.Drops + sum.Timeouts + sum.Failures + sum.Answers + evidence.Bad + evidence.Awaiting);
    }
}
