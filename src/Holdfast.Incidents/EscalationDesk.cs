using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Holdfast.Diagnosis;
using Holdfast.Foundation;
using Holdfast.Incidents.Escalation;
using Holdfast.Incidents.Escalation.Reading;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Notifications;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents;

/// <summary>
/// Tells people: who is due by the policy goes into the outbox, and the lanes of the outbox send it. An incident follows the policy that was
/// in force when it was declared to its end. Any thread. Next: <see cref="Escalator"/>, <see cref="Outbox"/>.
/// </summary>
public sealed class EscalationDesk
{
    // Ends are told within minutes; nobody is told of last week.
    private static readonly TimeSpan Lately = TimeSpan.FromHours(1);

    private readonly Lock gate = new();
    private readonly IncidentBook book;
    private readonly IClock clock;
    private readonly Outbox outbox;
    private readonly Func<ChannelConfig, INotificationChannel> create;
    private readonly Dictionary<string, EscalationConfig> known = [];
    private readonly Dictionary<string, INotificationChannel> channels = [];
    private string hash = "";

    public EscalationDesk(IncidentBook book, IClock clock)
        : this(book, clock, ChannelFactory.Create)
    {
    }

    internal EscalationDesk(IncidentBook book, IClock clock, Func<ChannelConfig, INotificationChannel> create)
    {
        this.book = book;
        this.clock = clock;
        this.create = create;
        outbox = new Outbox(book);
    }

    public EscalationConfig Policy { get; private set; } = new();

    /// <summary>With the key as it is now: of a disk that was away at the start, the key in its file counts once it is back.</summary>
    private SignedLink Links => new(Convert.FromHexString(book.Secret("link-key", SignedLink.NewKey)));

    /// <summary>Where links lead when the policy does not say.</summary>
    public string OwnAddress { get; set; } = "http://127.0.0.1:9900";

    /// <summary>Whether users of an incident are hurt at this moment, as the diagnosis sees it; set by whoever has one.</summary>
    public Func<Incident, bool> IsHurtNow { get; set; } = static _ => true;

    /// <summary>What the diagnosis sees of an incident at this moment; set by whoever has one. Null while it sees nothing of it.</summary>
    public Func<Incident, CauseFinding?> Seen { get; set; } = static _ => null;

    /// <summary>Messages that nobody has heard for a minute, and why.</summary>
    public IReadOnlyList<Undelivered> Undelivered => outbox.Undelivered(clock.UtcNow);

    /// <summary>Words that were queued and not delivered.</summary>
    public int Waiting => outbox.Waiting;

    public IReadOnlyCollection<string> Channels => [.. Policy.Channels.Keys];

    /// <summary>Takes over a policy for incidents to come; a wrong one changes nothing.</summary>
    public IReadOnlyList<PolicyFinding> TakePolicy(string text)
    {
        PolicyReadResult read = PolicyReader.Read(text);
        if (read.Policy is { } policy)
        {
            lock (gate)
            {
                hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
                known[hash] = policy;
                Policy = policy;
                foreach (INotificationChannel channel in channels.Values)
                {
                    (channel as IDisposable)?.Dispose();
                }

                channels.Clear();
            }

            book.KeepText($"policy:{hash}", text);
        }

        return read.Findings;
    }

    /// <summary>Once a second: who is due is queued.</summary>
    public void Tick()
    {
        DateTimeOffset now = clock.UtcNow;
        foreach (Incident incident in book.All.Where(incident => incident.Status == IncidentStatus.Confirmed || (incident.Status is IncidentStatus.Monitoring or IncidentStatus.Resolved or IncidentStatus.Closed && now - (incident.ResolvedAt ?? now) < Lately)).ToList())
        {
            if (PolicyOf(incident) is { } policy)
            {
                // Decided inside: an acknowledgement that comes now is seen.
                book.Decide(incident.Id, present => (Escalator.Due(present, policy, now, IsHurtNow(present)), true));
            }
        }

        outbox.Refresh();
        outbox.Withdraw(now);
    }

    /// <summary>Delivers what is due by one channel; waits for it.</summary>
    public int Pump(string channel) => new OutboxLane(channel, outbox, Prepare, clock).Pump();

    /// <summary>Channels that something waits for or may wait for.</summary>
    public IReadOnlyList<string> Lanes()
    {
        outbox.Refresh();
        return [.. Channels.Union(outbox.Channels)];
    }

    /// <summary>Says hello by a channel, now.</summary>
    public DeliveryResult? Test(string channel, string by)
    {
        if (Find(channel) is not { } way)
        {
            return null;
        }

        DateTimeOffset now = clock.UtcNow;
        string key = string.Create(CultureInfo.InvariantCulture, $"{book.Instance}.test.{now.ToUnixTimeMilliseconds()}");
        return way.Send(new Notification(key, key, "test", 0, "sev4", "gateway", "[TEST] Holdfast reaches you", [$"A test message by channel {channel}, asked for by {by}. Nothing is wrong."], by, now, now, now, null));
    }

    /// <summary>Who may acknowledge what by a link; null for a link that is none, and for that of an earlier outage: nobody has seen this one by it.</summary>
    public (long Incident, string Person)? ReadLink(string link) =>
        Links.Read(link, clock.UtcNow) is { } read && book.Find(read.Incident)?.Round == read.Outage ? (read.Incident, read.Person) : null;

    /// <summary>Silences that are not over, in the order in which they begin, and whether nobody is called because of them now.</summary>
    public IReadOnlyList<(SilenceConfig Silence, bool IsInForce)> Silences() =>
        [.. Policy.Silences.Where(silence => silence.To > clock.UtcNow).OrderBy(silence => silence.From).Select(silence => (silence, silence.From <= clock.UtcNow))];

    /// <summary>Who is on call now, by rotation.</summary>
    public IReadOnlyList<(string Rotation, string Person)> OnCall() => [.. Policy.Rotations.Values.Select(rotation => (rotation.Name, rotation.OnCall(clock.UtcNow)))];

    /// <summary>What escalation adds to what is next.</summary>
    public IReadOnlyList<string> NextOf(Incident incident) =>
        PolicyOf(incident, take: false) is { } policy && Escalator.Next(incident, policy, clock.UtcNow) is { } next
            ? [string.Create(CultureInfo.InvariantCulture, $"Level {next.Level} ({string.Join(", ", policy.Levels[next.Level - 1].Notify)}) is called at {next.At.UtcDateTime:HH:mm:ss} UTC unless somebody acknowledges")]
            : [];

    private EscalationConfig? PolicyOf(Incident incident, bool take = true)
    {
        string taken = incident.Of(EntryKind.PolicyTaken).LastOrDefault()?.Get("hash") ?? "";
        lock (gate)
        {
            if (taken.Length == 0)
            {
                if (take && hash.Length > 0)
                {
                    book.Add(incident.Id, new NewEntry(EntryKind.PolicyTaken, clock.UtcNow, "escalation", $"this incident follows the escalation policy {hash}") { Data = new() { ["hash"] = hash }, Sources = [incident.Entries[0].Reference] });
                }

                return hash.Length > 0 ? Policy : null;
            }

            if (!known.TryGetValue(taken, out EscalationConfig? policy))
            {
                // Of an earlier process. One that is lost or that a later program wrote is replaced by the present one.
                policy = (book.TextOf($"policy:{taken}") is { } text ? PolicyReader.Read(text).Policy : null) ?? Policy;
                known[taken] = policy;
            }

            return policy;
        }
    }

    private (INotificationChannel? Channel, Notification Word) Prepare(OutboxItem item)
    {
        Incident incident = book.Find(item.Entry.Incident)!;
        string person = item.Entry.Get("person") ?? "";
        // Of the outage that it was queued for: a call that comes late acknowledges none that began meanwhile.
        int outage = item.Entry.Number("outage") is > 0 and var number ? (int)number : incident.Round;
        string link = $"{Policy.LinkBase ?? OwnAddress}/ack/{Links.Make(incident.Id, outage, person, clock.UtcNow + Policy.LinkValid)}";
        return (Find(item.Channel, incident), NotificationWriter.Write(incident, item.Entry, book.Instance, link, Seen(incident)));
    }

    /// <summary>By the present policy, whose addresses are right now; by the incident's where the present one has no such channel.</summary>
    private INotificationChannel? Find(string name, Incident? incident = null)
    {
        lock (gate)
        {
            ChannelConfig? config = Policy.Channels.GetValueOrDefault(name) ?? (incident is null ? null : PolicyOf(incident, take: false)?.Channels.GetValueOrDefault(name));
            if (config is not null && !channels.ContainsKey(name))
            {
                channels[name] = create(config);
            }

            return config is null ? null : channels[name];
        }
    }
}
