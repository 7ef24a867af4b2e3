using Holdfast.Http1;

namespace Holdfast.DataPlane.Exchanges;

/// <summary>
/// The gateway's own answer in place of a server's: a wrong request, a server that failed, a request that is shed. Worker thread only.
/// Next: <see cref="LocalAnswers"/>, <see cref="ShedAnswers"/>.
/// </summary>
internal sealed class Refusal
{
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const long LongestWaitSeconds = 3600;

    private readonly Worker worker;
    private readonly RequestHead request;
    private readonly ClientAnswer answer;
    private readonly RequestUpload upload;
    private readonly ExchangeFacts facts;

    public Refusal(Worker worker, RequestHead request, ClientAnswer answer, RequestUpload upload, ExchangeFacts facts)
    {
        this.worker = worker;
        this.request = request;
        this.answer = answer;
        this.upload = upload;
        this.facts = facts;
    }

    /// <summary>Puts the answer into the client's output. False when there is no buffer for it.</summary>
    /// <param name="headConsumed">The request's head has left the client's input.</param>
    public bool TryWrite(ClientConnection client, RequestOutcome outcome, bool headConsumed)
    {
        OutcomeRow row = OutcomeTable.Row(outcome);
        facts.Rejection = request.Rejection != RejectionReason.None ? request.Rejection : upload.Body.Rejection;
        facts.StatusCode = outcome == RequestOutcome.BadRequest ? Rejections.Of(facts.Rejection).RequestStatus : row.Status;
        bool restIsKnown = upload.RestToSkip(request) >= 0;
        if (!ShedAnswers.Has(outcome))
        {
            return answer.TryRefuse(client.Stream.TryGetOutput(), facts.StatusCode, row.Closes, restIsKnown, worker.Date.At(worker.Now()));
        }

        // The head, as it came or as it was prepared, says text/html only where a browser asks.
        ReadOnlySpan<byte> head = headConsumed ? upload.PreparedHead : client.Stream.Input!.Filled[..request.Length];
        bool asPage = head.IndexOf("text/html"u8) >= 0;
        answer.KeepClientOnlyIf(!row.Closes);
        return answer.TryShed(client.Stream.TryGetOutput(), worker.Snapshot.Shed, outcome, asPage, RetryAfterSeconds(), restIsKnown, worker.Date.At(worker.Now()));
    }

    /// <summary>
    /// From when there is room again (for whoever is over a rate limit; otherwise after a second, since nothing waits longer than that) to
    /// twice as long, drawn: all that are refused now would otherwise come back together.
    /// </summary>
    private int RetryAfterSeconds()
    {
        long room = (facts.RetryAfterNanoseconds + NanosecondsPerSecond - 1) / NanosecondsPerSecond;
        int soonest = (int)Math.Clamp(room, 1, LongestWaitSeconds);
        return soonest + (int)(worker.Random.NextUInt64() % (ulong)(soonest + 1));
    }
}
