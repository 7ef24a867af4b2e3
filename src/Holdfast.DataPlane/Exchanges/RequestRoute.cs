using Holdfast.Http1;

namespace Holdfast.DataPlane.Exchanges;

/// <summary>
/// Steps 1 and 2 of an exchange: may the request be served at all, and by which route and pool. They are those of the snapshot in use
/// when the request came, and stay so to its end. Worker thread only. Next: <see cref="RouteTable"/>.
/// </summary>
internal sealed class RequestRoute
{
    private readonly Worker worker;
    private long revision;

    // The route as it is where Pool is from.
    private RouteSnapshot? present;

    public RequestRoute(Worker worker)
    {
        this.worker = worker;
    }

    /// <summary>Null before it is found.</summary>
    public RouteSnapshot? Route { get; private set; }

    public PoolState? Pool { get; private set; }

    /// <summary>The route's share of <see cref="Pool"/>, which changes with it: a share's queue is touched only by the owner of its own pool's. Null for none.</summary>
    public Bulkhead? Bulkhead => present?.Bulkhead;

    /// <summary>What the route's answers take on the servers of <see cref="Pool"/>, with which it changes: nobody reads the old one any more. Once there is a route.</summary>
    public RouteBaseline Baseline => present!.Baseline;

    public void Reset()
    {
        present = null;
        Route = null;
        Pool = null;
    }

    /// <summary>Answered when the request may go on, else why it is refused.</summary>
    public RequestOutcome Find(ReadOnlySpan<byte> input, RequestHead request)
    {
        // Paths are matched byte for byte; what a server would resolve to another route's path is refused instead of guessed.
        ReadOnlySpan<byte> path = request.Path.IsEmpty ? "/"u8 : request.Path.Of(input);
        if (PathSafety.HasDotSegments(path))
        {
            return RequestOutcome.UnsafePath;
        }

        RoutingSnapshot snapshot = worker.Snapshot;
        int index = snapshot.Table.Match(request.Host.Of(input), path, request.MethodToken.Of(input), input, request.Fields);
        if (index < 0)
        {
            return RequestOutcome.NoRoute;
        }

        revision = snapshot.Revision;
        Route = present = snapshot.Routes[index];
        Pool = worker.Pools[Route.PoolIndex];
        return RequestOutcome.Answered;
    }

    /// <summary>
    /// For another attempt when every server of the pool has left with a reload: the route of the same name in the present snapshot, whose
    /// match is the same because a name is the match unless the operator gave one. False when there was no reload or the route is gone too.
    /// </summary>
    public bool TryFollowReload()
    {
        RoutingSnapshot snapshot = worker.Snapshot;
        if (snapshot.Revision == revision)
        {
            return false;
        }

        revision = snapshot.Revision;
        foreach (RouteSnapshot candidate in snapshot.Routes)
        {
            if (candidate.Name == Route!.Name)
            {
                Pool = worker.Pools[candidate.PoolIndex];
                present = candidate;
                return true;
            }
        }

        return false;
    }
}
