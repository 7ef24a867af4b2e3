namespace Holdfast.Simulation;

/// <summary>What the routes' baselines are told of each request, as the gateway's AttemptSample tells them.</summary>
internal sealed class RouteTimes(RouteBaseline[] routes)
{
    public long Expected(SimulatedRequest request) => routes[request.Stream.Route].ExpectedNanoseconds;

    public void Begin(SimulatedRequest request, long now)
    {
        request.IsRouteUnknown = request.LowUse && Expected(request) == 0;
        if (request.IsRouteUnknown)
        {
            SamplesOf(request).BeginUnknown(now);
        }
    }

    public void Answer(SimulatedRequest request, long time, long now)
    {
        SamplesOf(request).RecordAnswer(time, request.LowUse);
        End(request, now, time);
    }

    /// <param name="time">To the first byte; 0 for no answer.</param>
    public void End(SimulatedRequest request, long now, long time = 0)
    {
        if (request.IsRouteUnknown)
        {
            SamplesOf(request).EndUnknown(request.Dispatched, time, now);
        }
    }

    private RouteSamples SamplesOf(SimulatedRequest request) => routes[request.Stream.Route].SamplesOf(request.Waiter.Worker);
}
