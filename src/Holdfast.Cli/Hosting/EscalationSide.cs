using System.Net.Http;
using Holdfast.Foundation;
using Holdfast.Incidents;
using Holdfast.Incidents.Escalation.Reading;
using Holdfast.Incidents.Notifications;
using Holdfast.Telemetry;

namespace Holdfast.Cli;

/// <summary>
/// The threads of escalation: each channel has one of its own, so that one that hangs holds up no other; the policy's file is read again when
/// it changes; the heartbeat beats. Owner: <see cref="IncidentSide"/>. Next: <see cref="EscalationDesk"/>.
/// </summary>
internal sealed class EscalationSide : IDisposable
{
    private static readonly TimeSpan LanePause = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan FilePause = TimeSpan.FromSeconds(5);

    private readonly string? path;
    private readonly IClock clock;
    private readonly EventLog events;
    private readonly ManualResetEventSlim stopping = new();
    private readonly Dictionary<string, Thread> lanes = [];
    private readonly HttpClient heart = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(5) }) { Timeout = TimeSpan.FromSeconds(10) };
    private readonly HashSet<(long Incident, string Key)> untold = [];
    private DateTime writtenAt;
    private string? unreadable;
    private long lookedAt = long.MinValue;
    private long beatAt = long.MinValue;
    private bool isHeartTold;

    /// <param name="path">The policy's file; null when nobody is to be called.</param>
    public EscalationSide(IncidentBook book, string? path, IClock clock, EventLog events)
    {
        this.path = path;
        this.clock = clock;
        this.events = events;
        Desk = new EscalationDesk(book, clock);
    }

    public EscalationDesk Desk { get; }

    /// <summary>The one that was sent last, which may be on its way. The thread of incidents.</summary>
    internal Task LastBeat { get; private set; } = Task.CompletedTask;

    /// <summary>Once a second, on the thread of incidents.</summary>
    public void Tick()
    {
        ReadPolicy();
        Desk.Tick();
        TellOfUndelivered();
        foreach (string channel in Desk.Lanes().Where(channel => !lanes.ContainsKey(channel)))
        {
            Thread lane = new(() => Run(channel)) { Name = "notify", IsBackground = true };
            lanes[channel] = lane;
            lane.Start();
        }

        Beat();
    }

    public void Dispose()
    {
        stopping.Set();
        foreach (Thread lane in lanes.Values)
        {
            // What it waits for is bounded, and what was not said is sent by the next process.
            lane.Join(TimeSpan.FromSeconds(2));
        }

        heart.Dispose();
    }

    private void Run(string channel)
    {
        while (!stopping.Wait(LanePause))
        {
            try
            {
                Desk.Pump(channel);
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                events.Error("escalation", "a notification could not be handled; it is tried again", ("channel", channel), ("failure", failure.ToString()));
            }
        }
    }

    private void ReadPolicy()
    {
        if (path is null || (lookedAt != long.MinValue && clock.NowNanoseconds - lookedAt < FilePause.Ticks * TimeSpan.NanosecondsPerTick))
        {
            return;
        }

        lookedAt = clock.NowNanoseconds;
        try
        {
            // One that is not there yet may be written while an outage lasts.
            DateTime now = File.Exists(path) ? File.GetLastWriteTimeUtc(path) : default;
            if (now == writtenAt)
            {
                return;
            }

            if (now == default)
            {
                writtenAt = now;
                events.Warning("escalation-policy", $"the escalation policy {path} is gone: the one before stays in force");
                return;
            }

            if (EscalationFile.TryRead(path, out string text) is { } problem)
            {
                CannotRead($"{problem.Message}. {problem.Remedy}");
                return;
            }

            // Only what was read has been seen: rights that are given later do not change the time of the file.
            writtenAt = now;
            unreadable = null;
            IReadOnlyList<PolicyFinding> findings = Desk.TakePolicy(text);
            foreach (PolicyFinding finding in findings)
            {
                events.Error("escalation-policy", finding.InWords(path));
            }

            events.Information("escalation-policy", findings.Count == 0 ? $"the escalation policy {path} is in force" : $"the escalation policy {path} was refused: the one before stays in force");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            CannotRead(failure.Message);
        }
    }

    /// <summary>It is tried every few seconds: one line for each reason is enough.</summary>
    private void CannotRead(string reason)
    {
        if (unreadable != reason)
        {
            unreadable = reason;
            events.Error("escalation-policy", $"the escalation policy {path} cannot be read: {reason}");
        }
    }

    /// <summary>Once for each, and once more when it was heard: who relies on the call must learn that it does not come.</summary>
    private void TellOfUndelivered()
    {
        IReadOnlyList<Undelivered> present = Desk.Undelivered;
        foreach (Undelivered one in present.Where(one => untold.Add((one.Incident, one.Key))))
        {
            events.Warning("escalation", one.Text);
        }

        foreach ((long incident, string key) in untold.Where(one => !present.Any(other => (other.Incident, other.Key) == one)).ToList())
        {
            untold.Remove((incident, key));
            events.Information("escalation", $"a message about incident {incident} that could not be delivered does not wait any more");
        }
    }

    private void Beat()
    {
        if (Desk.Policy.Heartbeat is not { } heartbeat || (beatAt != long.MinValue && clock.NowNanoseconds - beatAt < heartbeat.Every.Ticks * TimeSpan.NanosecondsPerTick))
        {
            return;
        }

        beatAt = clock.NowNanoseconds;
        LastBeat = BeatAsync(heartbeat.Url);
    }

    private async Task BeatAsync(string url)
    {
        try
        {
            using HttpResponseMessage response = await heart.GetAsync(url);
            // An address that is wrong answers as well: whoever watches has not heard it.
            response.EnsureSuccessStatusCode();
            isHeartTold = false;
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException or ObjectDisposedException)
        {
            if (!isHeartTold)
            {
                isHeartTold = true;
                events.Warning("heartbeat", $"the heartbeat does not reach {new Uri(url).Host}: {failure.Message}");
            }
        }
    }
}
