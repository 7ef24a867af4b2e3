using System.Runtime.InteropServices;

namespace Holdfast.Telemetry.Series;

/// <summary>The clients that take most of each pool, as overload control knows them; one that uses several pools is one client. Thread of the recorder only.</summary>
internal sealed class TopClientWriter
{
    // Of each pool: who comes after them takes little.
    private const int ClientsOfPool = 5;

    private readonly Dictionary<string, Sums> clients = new(StringComparer.Ordinal);

    public void Clear() => clients.Clear();

    public void Note(PoolLevels pool)
    {
        for (int index = 0; index < Math.Min(ClientsOfPool, pool.Clients.Count); index++)
        {
            ClientReading client = pool.Clients[index];
            CollectionsMarshal.GetValueRefOrAddDefault(clients, client.Client, out _).Add(client);
        }
    }

    public void Write(SecondWriter writer)
    {
        foreach ((string client, Sums sums) in clients)
        {
            if (writer.Begin(new SeriesSubject(SubjectKind.Client, client)) is { } series)
            {
                sums.Write(series);
            }
        }
    }

    /// <summary>Over the pools.</summary>
    private struct Sums
    {
        private double offered;
        private double retries;
        private double admitted;
        private double good;
        private double failed;
        private double shed;
        private double waited;
        private double overload;
        private double fairShare;
        private double bulkhead;
        private double rateLimit;
        private long inFlight;

        // Of the pool that it takes most of: shares of different pools are no sum.
        private double share;

        public void Add(ClientReading client)
        {
            // As of a pool: what came, also what did not get as far as to it.
            offered += client.RequestsPerSecond + client.ShedRateLimitPerSecond;
            retries += client.RetriesPerSecond;
            admitted += client.AdmittedPerSecond;
            good += client.GoodPerSecond;
            failed += client.FailedPerSecond;
            shed += client.ShedPerSecond + client.ShedRateLimitPerSecond;
            waited += client.ShedWaitedPerSecond;
            overload += client.ShedOverloadPerSecond;
            fairShare += client.ShedFairSharePerSecond;
            bulkhead += client.ShedBulkheadPerSecond;
            rateLimit += client.ShedRateLimitPerSecond;
            inFlight += client.InFlight;
            share = Math.Max(share, client.Share);
        }

        public readonly void Write(SubjectSeries series)
        {
            series.Write(Signal.OfferedFirst, Math.Max(0, offered - retries));
            series.Write(Signal.OfferedRetry, retries);
            series.Write(Signal.Admitted, admitted);
            series.Write(Signal.Good, good);
            series.Write(Signal.Failed, failed);
            series.Write(Signal.Shed, shed);
            series.Write(Signal.ShedWaited, waited);
            series.Write(Signal.ShedOverload, overload);
            series.Write(Signal.ShedFairShare, fairShare);
            series.Write(Signal.ShedBulkhead, bulkhead);
            series.Write(Signal.ShedRateLimit, rateLimit);
            series.Write(Signal.InFlight, inFlight);
            series.Write(Signal.Share, share);
        }
    }
}
