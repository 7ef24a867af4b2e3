using Holdfast.DataPlane;
using Holdfast.DataPlane.Exchanges;
using Holdfast.DataPlane.Overload.Retries;
using Holdfast.Http1;

namespace Holdfast.Simulation;

/// <summary>
/// Sends again what no server has answered: the real <see cref="RetryRule"/> and <see cref="RetryBudget"/>, asked in the order in which
/// <see cref="RequestRetry"/> asks them, which itself wants a connection.
/// </summary>
internal sealed class Repeats(GatewayModel gateway, Schedule schedule)
{
    // As in an attempt: a kept connection that ends so soon had ended before the request came. Here every first attempt is on a kept one.
    private const long ChanceNanoseconds = 20_000_000;

    /// <summary>To be called when its slot has been given back. False when it may not be sent again.</summary>
    public bool TryRepeat(SimulatedRequest request, ServerState failed, RequestOutcome outcome)
    {
        End(request);
        RetryKind kind = gateway.Health is { } health ? Choose(health, request, failed, outcome) : WithoutHealth(request);
        if (kind == RetryKind.None || gateway.Bug is Bug.NeverRepeats or Bug.IgnoresRefusals)
        {
            return false;
        }

        request.Avoid = kind == RetryKind.KeptConnection ? null : failed;
        gateway.SendAgain(request);
        return true;
    }

    /// <summary>The repetition is over, or the request is.</summary>
    public static void End(SimulatedRequest request)
    {
        request.Repetition?.End();
        request.Repetition = null;
    }

    /// <summary>Where nobody judges servers there is no budget, either: once, and not while requests are refused.</summary>
    private RetryKind WithoutHealth(SimulatedRequest request) =>
        request.Avoid is null && gateway.Control.Threshold.AdmitsAll && !gateway.ComesTooLate(request) ? RetryKind.Repeat : RetryKind.None;

    private RetryKind Choose(HealthModel health, SimulatedRequest request, ServerState failed, RequestOutcome outcome)
    {
        bool byChance = outcome == RequestOutcome.ServerClosed && request.Sendings == 1 && schedule.Now - request.Dispatched < ChanceNanoseconds
            && gateway.Control.Threshold.AdmitsAll && TrySpend(health, request);
        if (outcome == RequestOutcome.ServerClosed && !byChance && request.Watch.NoteLoss(schedule.Now))
        {
            health.ConnectionsLost(failed);
        }

        request.Watch.End(outcome, byChance);
        return gateway.ComesTooLate(request) ? RetryKind.None : Judge(health, request, failed, outcome, byChance);
    }

    private RetryKind Judge(HealthModel health, SimulatedRequest request, ServerState failed, RequestOutcome outcome, bool byChance)
    {
        HttpMethod method = request.Stream.IsIdempotent ? HttpMethod.Get : HttpMethod.Post;
        bool isGone = outcome is RequestOutcome.ServerClosed or RequestOutcome.FirstByteTimeout;
        RetryKind kind = RetryRule.Judge(request.Sendings, method, outcome == RequestOutcome.ConnectFailed, isGone, isRepeatable: true, byChance, !failed.IsHealthy);
        return kind switch
        {
            RetryKind.Orphan => Once(ref request.WasOrphaned, kind),
            RetryKind.Repeat when request.WasRepeated || !gateway.Control.Threshold.AdmitsAll || !TryHold(health, request) => RetryKind.None,
            RetryKind.Repeat => Once(ref request.WasRepeated, kind),
            _ => kind,
        };
    }

    private static RetryKind Once(ref bool used, RetryKind kind)
    {
        bool first = !used;
        used = true;
        return first ? kind : RetryKind.None;
    }

    private bool TryHold(HealthModel health, SimulatedRequest request)
    {
        if (!health.Retries.TryBegin(health.InFlight))
        {
            return false;
        }

        if (request.Usage?.TryRetry(request.ClientHash, schedule.Now) == false)
        {
            health.Retries.GiveBack();
            return false;
        }

        request.Repetition = health.Retries;
        return true;
    }

    private bool TrySpend(HealthModel health, SimulatedRequest request)
    {
        if (!health.Retries.TrySpend())
        {
            return false;
        }

        if (request.Usage?.TryRetry(request.ClientHash, schedule.Now) == false)
        {
            health.Retries.Refund();
            return false;
        }

        return true;
    }
}
