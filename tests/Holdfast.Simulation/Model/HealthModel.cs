using Holdfast.DataPlane.Overload.Restoration;
using Holdfast.DataPlane.Overload.Retries;

namespace Holdfast.Simulation;

/// <summary>
/// The gateway's judgement of its servers, and what follows from it: the real <see cref="PoolHealth"/> and <see cref="ProbeSchedule"/>, turned as
/// <see cref="HealthProber"/> turns them, with probes that take the server's time instead of a socket's.
/// </summary>
internal sealed class HealthModel : IHappening
{
    private const long LookNanoseconds = 50_000_000;

    private readonly GatewayModel gateway;
    private readonly Schedule schedule;
    private readonly PoolHealth pool;
    private readonly ProbeSchedule probes;
    private readonly List<ServerHealth> ejected = [];
    private long lookDue;
    private long plan;

    public HealthModel(GatewayModel gateway, Schedule schedule, PoolHealth pool, SeededRandom random)
    {
        this.gateway = gateway;
        this.schedule = schedule;
        this.pool = pool;
        probes = new ProbeSchedule(new ProbeBudget(), random);
        probes.Adopt([pool], schedule.Now);
        schedule.At(schedule.Now, this);
    }

    public RetryBudget Retries => pool.Retries;

    public int InFlight => pool.InFlight;

    /// <summary>When each server was put out, in seconds, and why: for tests that ask.</summary>
    public List<(ServerState Server, EjectionReason Reason, double At)> Ejections { get; } = [];

    /// <summary>What the worker is to write of the server.</summary>
    public TrafficEvidence? EvidenceOf(ServerState server, int worker) => pool.EvidenceOf(server, worker);

    /// <summary>A connect was refused.</summary>
    public void ConnectFailed(ServerState server) => Note(gateway.Bug != Bug.IgnoresRefusals && pool.ConnectFailed(server, schedule.Now), server, EjectionReason.ConnectFailed);

    /// <summary>Connections broke with unanswered requests on them, so many in a row that it looks like death.</summary>
    public void ConnectionsLost(ServerState server) => Note(gateway.Bug != Bug.IgnoresRefusals && pool.ConnectionsLost(server, schedule.Now), server, EjectionReason.ConnectionsLost);

    public void Happen(long version)
    {
        if (version == plan)
        {
            Turn();
        }
    }

    private void Turn()
    {
        long now = schedule.Now;
        if (now >= lookDue)
        {
            lookDue = now + LookNanoseconds;
            Judge(now);
        }

        while (probes.TryTake(now, out ScheduledProbe? probe))
        {
            Begin(probe!);
        }

        plan++;
        schedule.At(Math.Max(now + 1, Math.Min(lookDue, probes.NextDue(now))), this, plan);
    }

    private void Judge(long now)
    {
        ejected.Clear();
        if (gateway.Bug != Bug.NeverSuspects)
        {
            pool.Judge(now, ejected);
        }

        ejected.ForEach(Announce);
        if (gateway.Bug == Bug.RestoresAtOnce)
        {
            Array.ForEach(gateway.Servers, server => server.Cap = RestorationRamp.NoCap);
        }
    }

    private void Begin(ScheduledProbe probe)
    {
        ServerModel model = gateway.ModelOf(probe.Server);
        bool good = model.AnswersProbe(probe.NeedsAnswer || probe.Config?.Path is not null, out long nanoseconds);
        double seconds = Math.Min(nanoseconds / 1e9, probe.Config?.Timeout.TotalSeconds ?? double.PositiveInfinity);
        schedule.At((schedule.Now / 1e9) + seconds, () =>
        {
            if (!good)
            {
                probe.Health.Stillness.NoteProbe(gotNothing: !model.IsGone);
            }

            if (probes.Ended(probe, good, schedule.Now))
            {
                Announce(probe.Health);
            }

            Turn();
        });
    }

    private void Announce(ServerHealth health)
    {
        Note(true, health.Server, health.Reason);
        if (health.Reason == EjectionReason.Silent)
        {
            gateway.GiveUpWaiting(health.Server);
        }
    }

    private void Note(bool isEjected, ServerState server, EjectionReason reason)
    {
        if (isEjected)
        {
            Ejections.Add((server, reason, schedule.Seconds));
        }
    }
}
