using Holdfast.Configuration;

namespace Holdfast.DataPlane.Overload;

/// <summary>
/// Step 1 of an exchange once its route is known: is there capacity for a request of this importance? Decided before its body is read and
/// before anything is prepared, so that a refusal costs little. Worker thread only. Next: <see cref="PoolControl"/>.
/// </summary>
internal static class RequestAdmission
{
    /// <summary>Answered when the request may go on, else why it is shed.</summary>
    /// <param name="key">Its place in the order of shedding.</param>
    /// <param name="random">The worker's next number.</param>
    public static RequestOutcome Judge(PoolState pool, int key, ulong random)
    {
        pool.Samples.RecordArrival(key);
        if (pool.Snapshot.Gate.Control.Threshold.Admits(key, random) || IsIdle(pool))
        {
            return RequestOutcome.Answered;
        }

        return RequestOutcome.ShedOverload;
    }

    /// <summary>The exchange is over.</summary>
    public static void NoteEnd(PoolState? pool, RouteSnapshot? route, RequestOutcome outcome, int status)
    {
        if (pool is null || route is null)
        {
            return;
        }

        if (outcome is RequestOutcome.Answered or RequestOutcome.Tunnelled && status < 500)
        {
            pool.Samples.RecordCompletion(route.Class);
        }
        else if (OutcomeTable.Row(outcome).Cause == OutcomeCause.Shed)
        {
            pool.Samples.RecordShed(route.Class);
        }
    }

    public static int KeyOf(RequestClass requestClass, ulong client) => AdmissionKey.Of(requestClass, AdmissionKey.CohortOf(client));

    /// <summary>Nobody waits and a server has room: to refuse now would idle it, whatever the threshold says.</summary>
    private static bool IsIdle(PoolState pool) => pool.Snapshot.Gate.Waiting == 0 && FreeSlot.Roomiest(pool.Snapshot.Servers, avoid: null) is not null;
}
