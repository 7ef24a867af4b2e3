using System.Globalization;
using Holdfast.Agent.Reports;

namespace Holdfast.Agent.Reading;

/// <summary>
/// The processes that listen on the watched ports. To find one costs a look at every descriptor of every process, so it is done once,
/// and again when the process is gone, at most once a minute.
/// </summary>
internal sealed class PortSource(IHostFiles files)
{
    private const int PortsMaximum = 32;
    private static readonly TimeSpan BetweenSearches = TimeSpan.FromMinutes(1);

    private readonly Dictionary<int, ProcessStat> known = [];
    private readonly Dictionary<int, (long Ticks, DateTimeOffset At)> before = [];
    private DateTimeOffset searchedAt = DateTimeOffset.MinValue;

    /// <summary>Ports whose process could not be found.</summary>
    public IReadOnlyList<int> Missing { get; private set; } = [];

    public IReadOnlyList<WatchedServer> Read(IReadOnlyList<int> ports, DateTimeOffset now)
    {
        int[] wanted = [.. ports.Distinct().Take(PortsMaximum)];
        foreach (int port in known.Keys.Where(port => !wanted.Contains(port) || ProcessStat.Read(files, known[port].Pid)?.StartTicks != known[port].StartTicks).ToArray())
        {
            known.Remove(port);
        }

        if (wanted.Any(port => !known.ContainsKey(port)) && now - searchedAt >= BetweenSearches)
        {
            searchedAt = now;
            Search([.. wanted.Where(port => !known.ContainsKey(port))]);
        }

        Missing = [.. wanted.Where(port => !known.ContainsKey(port))];
        long startedAt = ProcText.Value(files.ReadText("/proc/stat"), "btime") ?? 0;
        return [.. wanted.Where(known.ContainsKey).Select(port => Report(port, startedAt, now)).OfType<WatchedServer>()];
    }

    private WatchedServer? Report(int port, long kernelStartedAt, DateTimeOffset now)
    {
        if (ProcessStat.Read(files, known[port].Pid) is not { } one)
        {
            return null;
        }

        double cores = before.TryGetValue(port, out (long Ticks, DateTimeOffset At) old) && now > old.At && one.Ticks >= old.Ticks ? (one.Ticks - old.Ticks) / ProcessStat.TicksPerSecond / (now - old.At).TotalSeconds : 0;
        before[port] = (one.Ticks, now);
        string folder = string.Create(CultureInfo.InvariantCulture, $"/proc/{one.Pid}");
        long? maximum = ProcText.Value(files.ReadText($"{folder}/limits"), "Max open files");
        DateTimeOffset started = DateTimeOffset.FromUnixTimeMilliseconds((1000 * kernelStartedAt) + (10 * one.StartTicks));
        return new(port, one.Pid, one.Name, started, Math.Round(cores, 3), one.ResidentBytes, files.OpenFiles(one.Pid), maximum);
    }

    private void Search(int[] ports)
    {
        Dictionary<string, int> sockets = Listening(ports);
        if (sockets.Count == 0)
        {
            return;
        }

        foreach (int pid in new ProcessSource(files).Pids())
        {
            string folder = string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/fd");
            foreach (string descriptor in files.List(folder))
            {
                if (files.LinkTarget($"{folder}/{descriptor}") is { } target && sockets.TryGetValue(target, out int port) && ProcessStat.Read(files, pid) is { } found
                    && (!known.TryGetValue(port, out ProcessStat other) || found.StartTicks < other.StartTicks))
                {
                    // Of several that share a socket the oldest: the others are its children and come and go.
                    known[port] = found;
                }
            }
        }
    }

    /// <summary>By "socket:[12345]", as links of descriptors name them.</summary>
    private Dictionary<string, int> Listening(int[] ports)
    {
        const string ListenState = "0A";
        Dictionary<string, int> sockets = [];
        foreach (string line in $"{files.ReadText("/proc/net/tcp")}\n{files.ReadText("/proc/net/tcp6")}".Split('\n'))
        {
            string[] fields = ProcText.Fields(line);
            if (fields.Length > 9 && fields[3] == ListenState && int.TryParse(fields[1].AsSpan(fields[1].LastIndexOf(':') + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out int port) && ports.Contains(port))
            {
                sockets[$"socket:[{fields[9]}]"] = port;
            }
        }

        return sockets;
    }
}
