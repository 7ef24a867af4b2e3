namespace Holdfast.Telemetry.Series;

/// <summary>One pool's second, with its servers' and classes'. Thread of the recorder only.</summary>
internal sealed class PoolRecorder
{
    private readonly CounterSeries<PoolCounters> counters;
    private readonly SeriesSubject subject;
    private CounterDelta ownRetries;

    public PoolRecorder(CounterSeries<PoolCounters> counters, MetricLabels labels)
    {
        this.counters = counters;
        subject = new(SubjectKind.Pool, counters.Name);
        Classes = [.. labels.Classes.Select((_, index) => new ClassRecorder(counters, index, labels))];
    }

    public PoolSums Sums { get; } = new();

    /// <summary>In the order of the labels.</summary>
    public IReadOnlyList<ClassRecorder> Classes { get; }

    /// <param name="servers">Those of the levels, in their order; null where there are no counters yet.</param>
    public void Record(SecondWriter writer, PoolLevels levels, IReadOnlyList<ServerRecorder?> servers, double seconds)
    {
        Sums.Clear();
        TakeCounters();
        long attempts = 0;
        double weights = 0;
        for (int index = 0; index < servers.Count; index++)
        {
            ServerLevels server = levels.Servers[index];
            Sums.Add(server);
            weights += server.IsAvailable ? server.Weight : 0;
            if (servers[index] is { } recorder)
            {
                recorder.Take();
                recorder.NoteLevels(server);
                Sums.Add(recorder);
                attempts += recorder.Traffic[Signal.Admitted];
            }
        }

        if (writer.Begin(subject) is { } series)
        {
            Sums.Write(series, seconds);
        }

        WriteServers(writer, levels, servers, attempts, weights, seconds);
        WriteClasses(writer, seconds);
    }

    private static void WriteServers(SecondWriter writer, PoolLevels levels, IReadOnlyList<ServerRecorder?> servers, long attempts, double weights, double seconds)
    {
        for (int index = 0; index < servers.Count; index++)
        {
            if (servers[index] is { } recorder && writer.Begin(recorder.Subject) is { } series)
            {
                ServerLevels server = levels.Servers[index];
                double share = attempts > 0 ? recorder.Traffic[Signal.Admitted] / (double)attempts : double.NaN;
                double promised = server.IsAvailable && weights > 0 ? server.Weight / weights : 0;
                recorder.Write(series, server, share, promised, seconds);
            }
        }
    }

    /// <summary>A class that no route of the pool has would be 20 signals of nothing.</summary>
    private void WriteClasses(SecondWriter writer, double seconds)
    {
        foreach (ClassRecorder one in Classes)
        {
            if (one.IsUsed && writer.Begin(one.Subject) is { } series)
            {
                one.Write(series, seconds);
            }
        }
    }

    private void TakeCounters()
    {
        foreach (ClassRecorder one in Classes)
        {
            one.Take();
            Sums.Traffic.Add(one.Traffic);
            Sums.Queued += one.Queued;
            Sums.Wait.Add(one.Wait);
        }

        long retried = 0;
        foreach (PoolCounters? worker in counters.AllWorkers)
        {
            if (worker is not null)
            {
                Sums.InFlight += worker.InFlight;
                retried += worker.Retries;
                if (worker.Sketch is { } sketch)
                {
                    Sums.Clients.Take(sketch.Clients);
                    Sums.Paths.Take(sketch.Paths);
                }

                if (worker.Harmed is { } harmed)
                {
                    Sums.Harmed.Take(harmed);
                }
            }
        }

        Sums.Clients.Complete();
        Sums.Harmed.Complete();
        Sums.Paths.Complete();
        Sums.OwnRetries = ownRetries.Take(retried);
    }
}
