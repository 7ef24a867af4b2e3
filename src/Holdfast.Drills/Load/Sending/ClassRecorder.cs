using Holdfast.Foundation;

namespace Holdfast.Drills.Load;

/// <summary>
/// Counts what becomes of the requests of one class on one thread: by the second in which it happens, by the second in which they should
/// have been sent, and in all. Loop's thread only; finished seconds are handed over whole.
/// </summary>
internal sealed class ClassRecorder
{
    public const int StatusesMaximum = 600;

    // What is begun later than that is no open loop any more: more than a scheduler's usual delay, less than people notice.
    private const long LateNanoseconds = 10_000_000;

    // Latencies of single seconds are kept for an hour at most: 4 KiB each.
    private const int CohortLatenciesMaximum = 3600;

    private readonly LoadTimes times;
    private readonly long deadline;
    private CountState secondCounts = new();
    private LatencyHistogram secondResponse = new();
    private LatencyHistogram secondService = new();

    public ClassRecorder(TrafficClass traffic, LoadTimes times)
    {
        this.times = times;
        deadline = LoadTimes.Nanoseconds(traffic.Deadline);
        Cohorts = new CohortState[times.SecondCount];
        Tenths = new TenthRecorder(times);
    }

    // Of measured requests.
    public CountState Counts { get; } = new();

    public FineHistogram Response { get; } = new();

    public FineHistogram Service { get; } = new();

    public LatencyHistogram ShedResponse { get; } = new();

    public long[] Statuses { get; } = new long[StatusesMaximum];

    public CohortState[] Cohorts { get; }

    public TenthRecorder Tenths { get; }

    /// <summary>How late the loop came to requests that were due in this second.</summary>
    public LatencyHistogram SecondLag { get; private set; } = new();

    /// <summary>Whole answers within the measured time.</summary>
    public long AnsweredInTime { get; private set; }

    /// <summary>Hands the second's counts over and begins the next.</summary>
    public ClassFrame TakeSecond(long sessionsOpen)
    {
        ClassFrame frame = new(secondCounts, secondResponse, secondService, SecondLag, sessionsOpen);
        secondCounts = new CountState();
        secondResponse = new LatencyHistogram();
        secondService = new LatencyHistogram();
        SecondLag = new LatencyHistogram();
        return frame;
    }

    public void CountIntended(in LoadRequest request)
    {
        Count(CountKind.Intended, request.IntendedAt);
        SecondLag.Record(request.LoopLag);
        Cohorts[CohortOf(request.IntendedAt)].Intended++;
        Tenths.CountIntended(request.IntendedAt);
    }

    public void CountBegun(in LoadRequest request)
    {
        if (request.Attempts > 1)
        {
            Count(CountKind.Retries, request.IntendedAt);
            return;
        }

        Count(CountKind.Sent, request.IntendedAt);
        if (request.SentAt - request.IntendedAt > LateNanoseconds)
        {
            Count(request.LoopLag > LateNanoseconds ? CountKind.LateByClient : CountKind.LateByServer, request.IntendedAt);
        }
    }

    public void CountStatus(in LoadRequest request, int status)
    {
        if (times.IsMeasured(request.IntendedAt))
        {
            Statuses[Math.Min(status, StatusesMaximum - 1)]++;
        }
    }

    public void CountDropped(in LoadRequest request, bool byClient)
    {
        Count(byClient ? CountKind.DroppedByClient : CountKind.DroppedByServer, request.IntendedAt);
        Cohorts[CohortOf(request.IntendedAt)].Failed++;
        if (!byClient)
        {
            Tenths.CountFailure(request.IntendedAt);
        }
    }

    public void CountUnfinished(in LoadRequest request)
    {
        Count(CountKind.Unfinished, request.IntendedAt);
        Cohorts[CohortOf(request.IntendedAt)].Failed++;
    }

    /// <summary>The request's last attempt has ended.</summary>
    public void CountEnd(in LoadRequest request, in AttemptEnd end, long now)
    {
        ref CohortState cohort = ref Cohorts[CohortOf(request.IntendedAt)];
        bool isMeasured = times.IsMeasured(request.IntendedAt);
        long response = now - request.IntendedAt;
        AnsweredInTime += end.IsAnswer && now >= times.MeasureStart && now < times.SendEnd ? 1 : 0;
        if (end.IsSuccess)
        {
            bool isGood = response <= deadline;
            Count(isGood ? CountKind.Good : CountKind.LateAnswers, request.IntendedAt);
            cohort.Good += isGood ? 1 : 0;
            cohort.LateAnswers += isGood ? 0 : 1;
            if (isGood)
            {
                RecordGood(ref cohort, request.IntendedAt, response);
                Tenths.CountGood(request.IntendedAt);
            }
            else
            {
                Tenths.CountFailure(request.IntendedAt + deadline);
            }

            RecordTimes(request, response, now, isMeasured);
        }
        else if (end.IsShed)
        {
            Count(CountKind.Shed, request.IntendedAt);
            cohort.Shed++;
            Tenths.CountShed(request.IntendedAt, now);
            if (isMeasured)
            {
                ShedResponse.Record(response);
            }
        }
        else
        {
            CountFailed(request, end, response, now);
        }
    }

    public void Count(CountKind kind, long intendedAt)
    {
        secondCounts[kind]++;
        if (times.IsMeasured(intendedAt))
        {
            Counts[kind]++;
        }
    }

    private void CountFailed(in LoadRequest request, in AttemptEnd end, long response, long now)
    {
        bool isMeasured = times.IsMeasured(request.IntendedAt);
        FailureReason reason = !end.IsAnswer ? end.Failure : end.Status >= 500 ? FailureReason.ServerError : FailureReason.UnexpectedStatus;
        Cohorts[CohortOf(request.IntendedAt)].Failed++;
        Tenths.CountFailure(now);
        secondCounts.CountFailure(reason);
        if (isMeasured)
        {
            Counts.CountFailure(reason);
        }

        // Who gave up has waited at least so long; left out, the worst waits would make the percentiles better.
        if (reason is FailureReason.Timeout or FailureReason.ConnectTimeout)
        {
            RecordTimes(request, response, now, isMeasured);
        }
    }

    private void RecordTimes(in LoadRequest request, long response, long now, bool isMeasured)
    {
        // Never begun: it waited for a connection until its patience ended.
        long service = request.SentAt == 0 ? response : now - request.SentAt;
        secondResponse.Record(response);
        secondService.Record(service);
        if (isMeasured)
        {
            Response.Record(response);
            Service.Record(service);
        }
    }

    private void RecordGood(ref CohortState cohort, long intendedAt, long response)
    {
        if (cohort.Response is null)
        {
            if (CohortOf(intendedAt) >= CohortLatenciesMaximum)
            {
                return;
            }

            cohort.Response = new LatencyHistogram();
        }

        cohort.Response.Record(response);
    }

    // A user's second request may be due after the end of the sending.
    private int CohortOf(long intendedAt) => Math.Clamp(times.SecondOf(intendedAt) - times.FirstSecond, 0, Cohorts.Length - 1);
}
