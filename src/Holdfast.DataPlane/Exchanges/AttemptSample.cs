namespace Holdfast.DataPlane.Exchanges;

/// <summary>
/// What the control loop learns from one attempt at a server: an answer, a sign of overload, or nothing: our own decision says nothing about a
/// server, and a client that left only how long the server had not answered by then. Worker thread only. Next: <see cref="ServerSamples"/>.
/// </summary>
internal struct AttemptSample
{
    private ServerSamples? samples;
    private long begun;
    private bool lowUse;

    /// <summary>A slot was taken.</summary>
    public void Begin(ServerSamples? samples, int inFlight, long nowNanoseconds)
    {
        this.samples = samples;
        begun = nowNanoseconds;
        lowUse = samples is not null && samples.SawInFlight(inFlight);
    }

    /// <summary>The slot is given back.</summary>
    /// <param name="baseline">Of the route in the server's pool.</param>
    /// <param name="outcome">How the attempt ended.</param>
    /// <param name="isServersTurn">It had the request and was to answer.</param>
    public void End(ExchangeFacts facts, RouteBaseline baseline, int worker, RequestOutcome outcome, bool isServersTurn, long deadlineNanoseconds, long nowNanoseconds)
    {
        if (samples is null)
        {
            return;
        }

        long expected = baseline.ExpectedNanoseconds;
        if (facts.FirstByteNanoseconds >= begun && facts.FirstByteNanoseconds > 0)
        {
            long time = facts.FirstByteNanoseconds - begun;
            bool late = time > (deadlineNanoseconds - facts.StartedNanoseconds) / 2;
            if (facts.StatusCode is 429 or 503)
            {
                samples.RecordDrop(time, expected);
            }
            else if (TrafficEvidence.IsFailure(facts.StatusCode))
            {
                samples.RecordFailure(time, expected, nowNanoseconds - begun, lowUse, late);
            }
            else
            {
                samples.RecordAnswer(time, expected, nowNanoseconds - begun, lowUse, late);
                baseline.SamplesOf(worker).RecordAnswer(time, lowUse);
            }
        }
        else if (outcome == RequestOutcome.DeadlinePassed)
        {
            samples.RecordTimeout(nowNanoseconds - begun, expected, lowUse);
            baseline.SamplesOf(worker).RecordUnanswered(nowNanoseconds - begun);
        }
        else if (outcome == RequestOutcome.ClientClosed && isServersTurn)
        {
            samples.RecordAbandoned(nowNanoseconds - begun, expected, lowUse);
            baseline.SamplesOf(worker).RecordUnanswered(nowNanoseconds - begun);
        }
        else if (SaysOverloaded(outcome))
        {
            samples.RecordDrop(nowNanoseconds - begun, expected);
            baseline.SamplesOf(worker).RecordUnanswered(nowNanoseconds - begun);
        }

        samples = null;
    }

    private static bool SaysOverloaded(RequestOutcome outcome) => outcome
        is RequestOutcome.ConnectTimeout or RequestOutcome.FirstByteTimeout or RequestOutcome.TotalTimeout
        or RequestOutcome.ServerSilent or RequestOutcome.ServerClosed;
}
