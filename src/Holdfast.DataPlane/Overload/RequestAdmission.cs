namespace Holdfast.DataPlane.Overload;

/// <summary>
/// Step 1 of an exchange once its route is known: is there capacity for a request of this importance? Decided before its body is read and
/// before anything is prepared, so that a refusal costs little. Worker thread only. Next: <see cref="PoolControl"/>.
/// </summary>
internal static class RequestAdmission
{
    /// <summary>Answered when the request may go on, else why it is shed.</summary>
    /// <param name="random">The worker's next number.</param>
    public static RequestOutcome Judge(PoolState pool, RouteSnapshot route, ExchangeFacts facts, ulong random)
    {
        if (!pool.Snapshot.IsProtected)
        {
            return RequestOutcome.Answered;
        }

        facts.Key = AdmissionKey.Of(route.Class, AdmissionKey.CohortOf(facts.ClientHash));
        pool.Samples.RecordArrival(facts.Key);
        bool admitted = pool.Snapshot.Gate.Control.Threshold.Admits(facts.Key, random) || IsIdle(pool);
        return admitted ? RequestOutcome.Answered : RequestOutcome.ShedOverload;
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

    /// <summary>Nobody waits and a server has room: to refuse now would idle it, whatever the threshold says.</summary>
    private static bool IsIdle(PoolState pool) => pool.Snapshot.Gate.Waiting == 0 && FreeSlot.Roomiest(pool.Snapshot.Servers, avoid: null) is not null;
}
