using System.Runtime.CompilerServices;
using Holdfast.Foundation;

namespace Holdfast.Telemetry.Series;

/// <summary>
/// Once a second turns the workers' counters into one value for each subject and signal. Costs the workers nothing; one thread. Next:
/// <see cref="PoolRecorder"/>, <see cref="SeriesMemory"/>.
/// </summary>
public sealed class SeriesRecorder
{
    // About, with its traffic and its times; a pool's is some KiB, but there are few.
    private const int RecorderBytes = 1600;

    // Counters live as long as the catalog keeps them, and their recorders as long as they.
    private readonly ConditionalWeakTable<CounterSeries<RouteCounters>, RouteRecorder> routes = [];
    private readonly ConditionalWeakTable<CounterSeries<PoolCounters>, PoolRecorder> pools = [];
    private readonly ConditionalWeakTable<CounterSeries<ServerCounters>, ServerRecorder> servers = [];
    private readonly Dictionary<(string?, string), CounterSeries<ServerCounters>> serversByName = [];
    private readonly Dictionary<string, CounterSeries<PoolCounters>> poolsByName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> placesOfRoutes = new(StringComparer.Ordinal);
    private readonly SeriesInputs inputs;
    private readonly SeriesMemory memory;
    private readonly PoolSums gateway = new();
    private readonly ProcessRecorder process = new();
    private readonly TopClientWriter clients = new();
    private readonly ClassTotals[] classes;
    private readonly List<ServerRecorder?> serversOfPool = [];
    private bool hasLooked;

    public SeriesRecorder(SeriesInputs inputs, SeriesMemory memory)
    {
        this.inputs = inputs;
        this.memory = memory;
        classes = [.. inputs.Catalog.Labels.Classes.Select(name => new ClassTotals(name))];
    }

    /// <summary>Told of a server whose answers name another version: pool and server, before, after. It was in <see cref="MomentSeen"/>.</summary>
    public Action<SeriesSubject, string, string>? VersionChanged { get; set; }

    /// <summary>Told of a server that was taken out, with the reason, or came back, with null. It was in <see cref="MomentSeen"/>.</summary>
    public Action<SeriesSubject, string?>? HealthChanged { get; set; }

    /// <summary>
    /// When what is told now happened, as far as it is known: in the second that is recorded, at its end at the latest. It is recorded some milliseconds
    /// later, which is the next second already.
    /// </summary>
    public DateTimeOffset MomentSeen { get; private set; }

    /// <summary>Records the second. The first look only notes where the counters stand.</summary>
    /// <param name="second">Unix time of the second that is over.</param>
    /// <param name="elapsedSeconds">Since the last look, measured; rates are by this.</param>
    /// <returns>False when nothing was written.</returns>
    public bool Record(long second, double elapsedSeconds)
    {
        IReadOnlyList<PoolLevels> levels = inputs.ReadLevels();
        double lag = inputs.ReadLoopLag();
        double seconds = Math.Max(elapsedSeconds, 1e-3);
        MomentSeen = DateTimeOffset.FromUnixTimeMilliseconds((1000 * second) + 999);
        if (!hasLooked)
        {
            hasLooked = true;
            // What was counted before, also by a record that was given up, is of no second.
            new SeriesMemory(new SeriesLimits { Seconds = 1, ServerSeconds = 1 }).Write(1, writer => Write(writer, levels, lag, seconds));
            return false;
        }

        return memory.Write(second, writer => Write(writer, levels, lag, seconds));
    }

    private void Write(SecondWriter writer, IReadOnlyList<PoolLevels> levels, double lag, double seconds)
    {
        gateway.Clear();
        Array.ForEach(classes, one => one.Clear());
        WriteRoutes(writer, levels, seconds);
        WritePools(writer, levels, seconds);
        foreach (ClassTotals one in classes)
        {
            one.Write(writer, seconds);
        }

        if (writer.Begin(SeriesSubject.Gateway) is { } series)
        {
            gateway.Write(series, seconds);
            process.Write(series, lag, seconds);
        }
    }

    private void WriteRoutes(SecondWriter writer, IReadOnlyList<PoolLevels> levels, double seconds)
    {
        NotePlaces(levels);
        foreach (CounterSeries<RouteCounters> series in inputs.Catalog.Routes())
        {
            RouteRecorder recorder = routes.GetValue(series, one => Lasting(new RouteRecorder(one, inputs.Catalog.Labels)));
            if (!series.IsRemoved || recorder.InFlight > 0)
            {
                recorder.Record(writer, placesOfRoutes.GetValueOrDefault(series.Name), seconds);
            }
        }
    }

    private void NotePlaces(IReadOnlyList<PoolLevels> levels)
    {
        placesOfRoutes.Clear();
        foreach (PoolLevels pool in levels)
        {
            foreach ((string route, int places) in pool.RoutePlaces)
            {
                placesOfRoutes[route] = places;
            }
        }
    }

    private void WritePools(SecondWriter writer, IReadOnlyList<PoolLevels> levels, double seconds)
    {
        IndexByName();
        clients.Clear();
        foreach (PoolLevels pool in levels)
        {
            if (poolsByName.TryGetValue(pool.Name, out CounterSeries<PoolCounters>? counters))
            {
                WritePool(writer, pools.GetValue(counters, one => Lasting(new PoolRecorder(one, inputs.Catalog.Labels))), pool, seconds);
                clients.Note(pool);
            }
        }

        clients.Write(writer);
    }

    private void WritePool(SecondWriter writer, PoolRecorder recorder, PoolLevels pool, double seconds)
    {
        serversOfPool.Clear();
        foreach (ServerLevels server in pool.Servers)
        {
            serversOfPool.Add(serversByName.TryGetValue((pool.Name, server.Name), out CounterSeries<ServerCounters>? counters)
                ? servers.GetValue(counters, one => Lasting(new ServerRecorder(one, inputs.Catalog.Labels) { ReadHost = inputs.ReadHost }))
                : null);
        }

        recorder.Record(writer, pool, serversOfPool, seconds);
        gateway.Add(recorder.Sums);
        for (int index = 0; index < classes.Length; index++)
        {
            classes[index].Add(recorder.Classes[index]);
        }

        foreach (ServerRecorder? server in serversOfPool)
        {
            if (server?.VersionChange is var (before, after))
            {
                VersionChanged?.Invoke(server.Subject, before, after);
            }

            if (server?.HealthChange is { } reason)
            {
                HealthChanged?.Invoke(server.Subject, reason.Length == 0 ? null : reason);
            }
        }
    }

    private static T Lasting<T>(T recorder)
    {
        LastingMemory.Note(RecorderBytes);
        return recorder;
    }

    private void IndexByName()
    {
        poolsByName.Clear();
        serversByName.Clear();
        foreach (CounterSeries<PoolCounters> series in inputs.Catalog.Pools())
        {
            poolsByName[series.Name] = series;
        }

        foreach (CounterSeries<ServerCounters> series in inputs.Catalog.Servers())
        {
            serversByName[(series.Pool, series.Name)] = series;
        }
    }
}
