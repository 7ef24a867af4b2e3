using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Impact;

/// <summary>
/// Measures what users of a pool felt in a stretch of seconds, from the series: of the distinct clients of a second those with a failed or refused
/// request. Where a record does not count these, it follows from the clients, their requests and the part of the requests that went wrong how many had
/// at least one (1 - (1 - bad)^requests of a client), the busiest one apart. Reads only; no state.
/// </summary>
internal static class ImpactMeter
{
    // As the diagnosis has it: fewer are the noise of any service.
    private const double LeastShare = 0.01;
    private const double SlowerBy = 2;
    private const double SlowerBySeconds = 0.03;

    // Well seconds between two bad ones of the same trouble; as a drill has it, a breath between two bad seconds is no recovery.
    private const int PauseMaximum = 6;

    // As the detector of clients that leave has it: some always do.
    private const double LeavingLeast = 0.03;
    private const double LeavingOverUsual = 4;

    // A wait of few is theirs; where half of the requests wait, it is part of the usual answer.
    private const double WaitingLeast = 0.5;

    private static readonly Signal[] FailedSignals = [.. SignalGroups.Failed];
    private static readonly Signal[] ShedSignals = [.. SignalGroups.Shed];
    private static readonly Signal[] OfferedSignals = [Signal.OfferedFirst, Signal.OfferedRetry];

    /// <summary>How the sources of an entry name what was read here.</summary>
    public const string SignalNames = "offered-first,offered-retry,failed,shed,client-gone,clients,clients-harmed,first-byte-median,queue-wait-median,queued,connection-waits";

    /// <param name="to">Unix second, included.</param>
    public static ImpactSum Measure(ISeriesReader series, SeriesSubject pool, ImpactUsual usual, long from, long to)
    {
        int count = (int)(to - from + 1);
        if (count <= 0)
        {
            return ImpactSum.None;
        }

        // One second more on both sides: a single bad second is not the edge of anything.
        Columns columns = new(series, pool, usual, from - 1, count + 2);
        SeriesSubject critical = new(SubjectKind.Class, pool.Kind == SubjectKind.Pool ? $"{pool.Name}/critical" : "critical");
        Columns ofCritical = new(series, critical, usual, from - 1, count + 2);
        ImpactSum sum = ImpactSum.None;
        (double[] overShare, double[] busiest) = (new double[count], new double[count]);
        for (int index = 1; index <= count; index++)
        {
            if (columns.IsHurt(index))
            {
                bool isEdge = columns.IsHurt(index - 1) || columns.IsHurt(index + 1);
                ImpactSum second = columns.Second(index, from - 1 + index, isEdge, ofCritical);
                (overShare[index - 1], busiest[index - 1]) = (second.OverShare, columns.Busiest(index));
                sum = sum.Add(second);
            }
        }

        return sum with { Held = HeldClientMeter.Of(series, pool, overShare, busiest, from) };
    }

    /// <summary>
    /// The first second of the harm that goes without a pause into the trouble; that of its first symptom where none does. A hiccup and well seconds after it are no part of
    /// what broke later.
    /// </summary>
    /// <param name="oldest">Unix second from which on it is looked for.</param>
    /// <param name="onset">Unix second of the first symptom.</param>
    public static long BeginningOf(ISeriesReader series, SeriesSubject pool, ImpactUsual usual, long oldest, long onset)
    {
        if (onset <= oldest)
        {
            return oldest;
        }

        Columns columns = new(series, pool, usual, oldest, (int)(onset - oldest) + 1);
        long first = onset;
        for (long second = onset - 1; second >= oldest && first - second <= PauseMaximum + 1; second--)
        {
            first = columns.IsHurt((int)(second - oldest)) ? second : first;
        }

        return first;
    }

    private sealed class Columns
    {
        private readonly double[] offered;
        private readonly double[] left;
        private readonly double[] failed;
        private readonly double[] shed;
        private readonly double[] overShare;
        private readonly double[] sessionsCut;
        private readonly double[] clients;
        private readonly double[] harmed;
        private readonly double[] firstByte;
        private readonly double[] wait;
        private readonly double[] waiting;
        private readonly double[] inLine;
        private readonly double[] topShare;
        private readonly double usualFirstByte;

        public Columns(ISeriesReader series, SeriesSubject subject, ImpactUsual usual, long from, int count)
        {
            usualFirstByte = usual.FirstByteSeconds;
            offered = Sum(series, subject, OfferedSignals, from, count);
            double leaving = Math.Max(LeavingLeast, LeavingOverUsual * usual.LeavingShare);
            left = [.. Sum(series, subject, [Signal.ClientGone], from, count).Select((gone, index) => gone >= leaving * offered[index] ? gone : 0)];
            // Who leaves with the crowd got no answer.
            failed = [.. Sum(series, subject, FailedSignals, from, count).Zip(left, (other, gone) => other + gone)];
            shed = Sum(series, subject, ShedSignals, from, count);
            overShare = Sum(series, subject, [Signal.ShedFairShare], from, count);
            sessionsCut = Sum(series, subject, [Signal.FailedSessionCut], from, count);
            clients = Sum(series, subject, [Signal.Clients], from, count);
            harmed = Sum(series, subject, [Signal.ClientsHarmed], from, count);
            firstByte = new double[count];
            series.Read(subject, Signal.FirstByteMedian, from, firstByte);
            wait = Sum(series, subject, [Signal.QueueWaitMedian], from, count);
            waiting = Sum(series, subject, [Signal.ConnectionWaits], from, count);
            inLine = Sum(series, subject, [Signal.Queued], from, count);
            topShare = new double[count];
            series.Read(subject, Signal.TopClientShare, from, topShare);
        }

        public bool IsHurt(int index) => IsBad(index) || IsSlow(index);

        /// <summary>Requests of the client that asked for most; 0 where nothing tells.</summary>
        public double Busiest(int index) => topShare[index] > 0 ? topShare[index] * Offered(index) : 0;

        public ImpactSum Second(int index, long second, bool isEdge, Columns critical)
        {
            bool isBad = IsBad(index);
            double all = Offered(index);
            // Who was harmed by a request that took its time may have asked in a second before.
            double people = Math.Max(clients[index] > 0 ? clients[index] : all, harmed[index]);
            double hit = !isBad ? 0 : harmed[index] > 0 ? Math.Max(harmed[index], Spread(left[index], all, people)) : Hit(index, all, people);
            double peak = people > 0 ? hit / people : 0;
            return new ImpactSum(
                isEdge ? second : 0,
                isEdge ? second : 0,
                all,
                failed[index],
                shed[index],
                people,
                hit,
                1,
                isBad ? 0 : 1,
                peak,
                second,
                critical.Offered(index),
                critical.Bad(index))
            {
                OverShare = overShare[index],
                SessionsCut = sessionsCut[index],
            };
        }

        /// <summary>
        /// How many clients were hit, where they were not counted. What was refused to the busiest one because it took more than its share hit that one alone: spread over
        /// everybody it would make an outage of one client that was held back.
        /// </summary>
        private double Hit(int index, double all, double people)
        {
            double own = Busiest(index);
            double held = Math.Min(overShare[index], own);
            if (held <= 0)
            {
                return Spread(Bad(index), all, people);
            }

            return 1 + Spread(Math.Max(0, Bad(index) - held), all - own, Math.Max(0, people - 1));
        }

        private static double Spread(double bad, double requests, double people) =>
            bad <= 0 || requests <= 0 ? 0 : people * (1 - Math.Pow(1 - Math.Min(1, bad / requests), Math.Max(1, requests / Math.Max(1, people))));

        private bool IsBad(int index) => Bad(index) >= 1 && Bad(index) >= LeastShare * Offered(index);

        private bool IsSlow(int index) => AnswerSeconds(index) >= SlowerBy * usualFirstByte && AnswerSeconds(index) - usualFirstByte >= SlowerBySeconds;

        /// <summary>As half of the users have it: with the wait for a server, or for a connection to it, where they wait.</summary>
        private double AnswerSeconds(int index)
        {
            // So many stand in line as come in the time that one of them waits.
            double all = wait[index] > 0 ? Math.Max(waiting[index], inLine[index] / wait[index]) : 0;
            return firstByte[index] + (all >= WaitingLeast * Offered(index) ? wait[index] : 0);
        }

        private double Bad(int index) => failed[index] + shed[index];

        private double Offered(int index) => Math.Max(offered[index], Bad(index));

        private static double[] Sum(ISeriesReader series, SeriesSubject subject, Signal[] signals, long from, int count)
        {
            double[] sum = new double[count];
            double[] values = new double[count];
            foreach (Signal signal in signals)
            {
                series.Read(subject, signal, from, values);
                for (int index = 0; index < count; index++)
                {
                    sum[index] += double.IsNaN(values[index]) ? 0 : values[index];
                }
            }

            return sum;
        }
    }
}
