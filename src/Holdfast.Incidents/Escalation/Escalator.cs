using System.Globalization;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Escalation;

/// <summary>
/// Says who is to be told now. Knows only the incident's own timeline, the policy and the time: asked again it says nothing again, also in
/// a new process. No state. Next: <see cref="EscalationCall"/>, <see cref="Notifications.Outbox"/>.
/// </summary>
internal static class Escalator
{
    // An end is declared within two minutes of the last harm where nothing else is wrong; figures of the harm come half a minute late.
    private static readonly TimeSpan EndingMaximum = TimeSpan.FromMinutes(4);

    /// <summary>How the reason of a first call begins.</summary>
    public const string Declared = "it was declared";

    /// <param name="isHurtNow">What the diagnosis sees of its users at this moment; true where it does not look.</param>
    public static List<NewEntry> Due(Incident incident, EscalationConfig policy, DateTimeOffset now, bool isHurtNow = true)
    {
        if (policy.Levels.Count == 0 || incident.LastOutage?.CalledFrom is not { } from)
        {
            return [];
        }

        EscalationCall call = new(incident, policy, now, from);
        return incident.Status switch
        {
            IncidentStatus.Confirmed => policy.Silences.FirstOrDefault(silence => silence.Covers(incident.Pool, now)) is { } silence ? Silenced(call, silence) : Open(call, isHurtNow),
            IncidentStatus.Monitoring when IsUntoldGap(call) => Gap(call),
            // Whoever closes it at once has still called people.
            IncidentStatus.Monitoring or IncidentStatus.Resolved or IncidentStatus.Closed => [.. Over(call), .. Separated(call)],
            _ => [],
        };
    }

    /// <summary>When somebody is called next, if nobody acknowledges; null when nobody is.</summary>
    public static (DateTimeOffset At, int Level)? Next(Incident incident, EscalationConfig policy, DateTimeOffset now)
    {
        if (incident.Status != IncidentStatus.Confirmed || incident.AcknowledgedAt is not null || incident.LastOutage?.CalledFrom is not { } from)
        {
            return null;
        }

        DateTimeOffset counted = new EscalationCall(incident, policy, now, from).Base;
        return policy.Levels.Select((level, index) => (At: counted + level.After, Level: index + 1, level.Hours))
            .Where(one => one.At > now && one.Hours?.Contains(one.At) != false)
            .Select(one => ((DateTimeOffset At, int Level)?)(one.At, one.Level))
            .FirstOrDefault();
    }

    private static List<NewEntry> Silenced(EscalationCall call, SilenceConfig silence) => call.Knows("silenced") ? [] :
    [
        new NewEntry(EntryKind.Silenced, call.Now, "escalation", $"nobody is called until {silence.To.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture)} UTC: {silence.Why}")
        {
            Data = new() { ["key"] = call.Key("silenced") },
            Sources = [call.Cause],
        },
    ];

    /// <summary>The gateway was gone and could call nobody; when it is known, it is over already.</summary>
    private static bool IsUntoldGap(EscalationCall call) => GapFinder.IsGap(call.Incident) && !call.HasCalled;

    /// <summary>Whoever is on call hears of it once: what nobody was served by for so long is no matter for the next morning.</summary>
    private static List<NewEntry> Gap(EscalationCall call)
    {
        List<NewEntry> entries = [];
        if (call.Policy.Silences.FirstOrDefault(silence => silence.Covers(call.Incident.Pool, call.Now)) is { } silence)
        {
            return Silenced(call, silence);
        }

        Climb(call, entries);
        return entries;
    }

    /// <summary>
    /// Users were hurt, are not any more, and only the caution of the detection keeps the incident open: nobody else is woken to hear that it lasts. What stays open for longer is
    /// kept so by something that people must look at.
    /// </summary>
    private static bool IsEnding(EscalationCall call, bool isHurtNow) =>
        !isHurtNow && call.FirstCall is not null && call.Incident.LastOutage?.ImpactEnd is { } end && call.Now - end < EndingMaximum;

    private static List<NewEntry> Open(EscalationCall call, bool isHurtNow)
    {
        List<NewEntry> entries = [];
        if (IsEnding(call, isHurtNow))
        {
            return entries;
        }

        Climb(call, entries);
        Remind(call, entries);
        WithoutDiagnosis(call, entries);
        TellOfCause(call, entries);
        return entries;
    }

    /// <summary>Level after level until somebody acknowledges, then all of it again.</summary>
    private static void Climb(EscalationCall call, List<NewEntry> entries)
    {
        // A relapse takes it back: what is here is of this outage, or of the suspicion that became it.
        if (call.Incident.AcknowledgedAt is { } at)
        {
            if (at < call.From && call.FirstCall is null)
            {
                TellOfDeclaration(call, entries);
            }

            return;
        }

        TimeSpan round = call.Policy.Levels[^1].After + call.Policy.Repeat;
        // Rounds that passed while nobody could send are not made up for.
        long passed = call.Policy.Repeat > TimeSpan.Zero ? (call.Now - call.Base).Ticks / round.Ticks : 0;
        // The first call begins the first round, however late it is: later levels wait for their delay after it.
        bool isFirst = call.FirstCall is null;
        long rounds = isFirst ? 0 : passed;
        for (int index = 0; index < call.Policy.Levels.Count && !(isFirst && entries.Count > 0); index++)
        {
            LevelConfig level = call.Policy.Levels[index];
            DateTimeOffset due = call.Base + (passed * round) + level.After;
            if (due > call.Now || level.Hours?.Contains(due) == false || (call.Outage > 1 && rounds == 0 && !call.HasWaited))
            {
                continue;
            }

            string purpose = index == 0 && rounds == 0 ? "page" : "escalation";
            string why = rounds > 0 ? "nobody has acknowledged it, again" : index > 0 ? "nobody has acknowledged it" : call.Outage > 1 ? $"it is back: outage {call.Outage}" : GapFinder.IsGap(call.Incident) ? "the gateway was gone, and serves again" : Declared;
            call.Queue(entries, purpose, string.Create(CultureInfo.InvariantCulture, $"level:{index + 1}:{rounds}"), index, why);
        }
    }

    /// <summary>
    /// Who has acknowledged a suspicion knows of something unusual, and not that users are hurt: that is told once, to that one, or to the first level where the policy has no way
    /// to that one. Whoever hears it hears the end, too.
    /// </summary>
    private static void TellOfDeclaration(EscalationCall call, List<NewEntry> entries)
    {
        if (call.Outage > 1 && !call.HasWaited)
        {
            return;
        }

        string who = call.Incident.AcknowledgedBy ?? "";
        string before = call.Incident.Entries[0].Get("separatedFrom") ?? "a suspicion";
        string why = $"{Declared}; {who} had acknowledged it as {before}";
        const string What = "level:1:0";
        if (call.Policy.Contacts.ContainsKey(who))
        {
            call.QueueFor(entries, "page", What, who, why);
        }
        else
        {
            int awake = call.Policy.Levels.ToList().FindIndex(level => level.Hours?.Contains(call.Now) != false);
            call.Queue(entries, "page", What, Math.Max(0, awake), why);
        }
    }

    private static void Remind(EscalationCall call, List<NewEntry> entries)
    {
        if (call.Incident.AcknowledgedAt is not { } at || call.Policy.Repeat <= TimeSpan.Zero)
        {
            return;
        }

        // Whoever has acknowledged a suspicion was told of the declaration after that.
        long times = (call.Now - (call.From > at ? call.From : at)).Ticks / call.Policy.Repeat.Ticks;
        if (times > 0)
        {
            call.Queue(entries, "reminder", string.Create(CultureInfo.InvariantCulture, $"reminder:{times}"), 0, $"acknowledged by {call.Incident.AcknowledgedBy}, and it still lasts");
        }
    }

    private static void WithoutDiagnosis(EscalationCall call, List<NewEntry> entries)
    {
        if (!call.Incident.IsCauseOfLastOutage && !call.HasCalledWithoutDiagnosis && call.Policy.NoDiagnosisAfter is { } patience && call.Now - call.Base >= patience && (call.FirstCall is not null || entries.Count == 0))
        {
            int called = call.Highest;
            call.Queue(entries, "escalation", EscalationCall.NoDiagnosis, Math.Min(called + 1, call.Policy.Levels.Count - 1), $"the cause is not known after {patience.TotalMinutes:0.#} minutes");
        }
    }

    private static void TellOfCause(EscalationCall call, List<NewEntry> entries)
    {
        if (call.Incident is not { Cause: { } cause, IsCauseOfLastOutage: true } || !call.HasCalled || entries.Count > 0)
        {
            return;
        }

        // Whoever acts on what is wrong does harm while others wait for the group's words.
        if (ToldCause.CorrectedBy(call.Incident) is { } correction)
        {
            const string Why = "the cause, or what to do about it, is another one than was told";
            call.Again(entries, "update", $"cause:{cause.Name}", Why, correction.RecordedAt);
            if (entries.Count == 0)
            {
                call.Again(entries, "update", string.Create(CultureInfo.InvariantCulture, $"cause:{cause.Name}:{correction.Id}"), Why, correction.RecordedAt);
            }
        }
        else if (call.HasWaited)
        {
            call.Again(entries, "update", $"cause:{cause.Name}", "the cause is known", cause.At);
        }
    }

    private static List<NewEntry> Over(EscalationCall call)
    {
        List<NewEntry> entries = [];
        if (call.HasCalled && call.HasWaited)
        {
            call.Again(entries, "over", "over", "all is well again", call.Now);
        }

        return entries;
    }

    /// <summary>Who was called for what turned out to be another incident hears that it is none of this one any more: the call for the other one is on its way.</summary>
    private static List<NewEntry> Separated(EscalationCall last)
    {
        List<NewEntry> entries = [];
        foreach (TimelineEntry separated in last.Incident.Of(EntryKind.Separated))
        {
            EscalationCall call = new(last.Incident, last.Policy, last.Now, last.From, (int)separated.Number("outage"));
            call.Again(entries, "over", "over", separated.Text, last.Now);
        }

        return entries;
    }
}
