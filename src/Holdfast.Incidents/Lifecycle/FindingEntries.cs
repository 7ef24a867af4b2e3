using System.Globalization;
using Holdfast.Diagnosis;
using Holdfast.Diagnosis.Detection;
using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Hypotheses;
using Holdfast.Diagnosis.Ranking;
using Holdfast.Incidents.Timeline;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Lifecycle;

/// <summary>
/// What a finding of the diagnosis adds to a timeline. Each thing is told once in an outage: an entry has a key, and what has it already
/// is not told again.
/// </summary>
internal static class FindingEntries
{
    // The first ones tell the story; later ones repeat it for every server.
    private const int SymptomsMaximum = 12;
    private const int EvidenceMaximum = 4;

    // Of one outage: who changes its mind more often knows nothing.
    private const int CausesMaximum = 12;

    // Who is said to be it may be corrected so often: the rest is kept for other causes, and for what set it off.
    private const int ClaimsMaximum = 6;

    // What was found before users were hurt stands for that harm when the diagnosis, having seen so much of it, still says so.
    private const int HarmSecondsSeen = 5;
    private const string Key = "key";
    private const string StandingKey = "mitigation:";

    public static List<NewEntry> Of(CauseFinding finding, Incident incident)
    {
        string round = Number(incident.PresentRound);
        HashSet<string> known = [.. incident.Entries.Select(entry => entry.Get(Key)).OfType<string>()];
        int symptoms = incident.Of(EntryKind.Symptom).Count(entry => entry.Get("outage") == round);
        List<NewEntry> entries = [];
        IEnumerable<NewEntry> all = Symptoms(finding, round).Where(entry => !known.Contains(entry.Data[Key])).Take(Math.Max(0, SymptomsMaximum - symptoms))
            .Concat(Hypotheses(finding, round, known))
            .Concat(Causes(finding, incident, round))
            .Concat(Mitigations(finding, round));
        foreach (NewEntry entry in all)
        {
            if (known.Add(entry.Data[Key]))
            {
                entries.Add(entry);
            }
        }

        return entries;
    }

    /// <summary>What the gateway does at all times against a cause of that kind.</summary>
    public static bool IsStanding(TimelineEntry entry) => entry.Kind == EntryKind.Mitigation && entry.Get(Key)?.StartsWith(StandingKey, StringComparison.Ordinal) == true;

    private static IEnumerable<NewEntry> Symptoms(CauseFinding finding, string round) => finding.Anomalies.Select(anomaly =>
        new NewEntry(EntryKind.Symptom, Time(anomaly.Began), "detection", anomaly.Text)
        {
            Data = new() { [Key] = SymptomKey(anomaly, round), ["outage"] = round, ["detector"] = anomaly.Detector, ["subject"] = anomaly.Subject.ToString(), ["firedAt"] = Number(anomaly.Fired), ["pages"] = anomaly.Consequence == Consequence.Pages ? "yes" : "no", [TroubleKind.DataKey] = TroubleKind.SortOf(anomaly) },
            Sources = [$"series:{anomaly.Subject}@{anomaly.Began}-{anomaly.Fired}"],
        });

    /// <summary>What a detector sees of the gateway, a route, a class and a pool is one thing; each server is another.</summary>
    private static string SymptomKey(Anomaly anomaly, string round) =>
        anomaly.Subject.Kind == SubjectKind.Server ? $"symptom:{round}:{anomaly.Detector}:{anomaly.Subject}" : $"symptom:{round}:{anomaly.Detector}";

    private static IEnumerable<NewEntry> Hypotheses(CauseFinding finding, string round, HashSet<string> known)
    {
        string? root = finding.Explanation?.RootCause?.Name;
        foreach (LedgerEntry entry in finding.Ledger)
        {
            string name = entry.Name;
            if (entry.OpenedAt is { } opened)
            {
                yield return new NewEntry(EntryKind.HypothesisOpened, Time(opened), "diagnosis", $"{name} was taken seriously as the cause")
                {
                    Data = new() { [Key] = $"opened:{round}:{name}", ["name"] = name },
                    Sources = [$"diagnosis@{opened}"],
                };
            }

            // What changes its mind every second says nothing yet: a rejection counts once a cause stands, or after a while.
            // What fades when it ends rules out the very cause that was found: that one stands.
            bool wasFound = known.Any(key => key.StartsWith($"cause:{round}:{name}", StringComparison.Ordinal));
            if (entry.RejectedAt is { } rejected && name != root && !wasFound && (root is not null || finding.Second - rejected >= 10))
            {
                yield return new NewEntry(EntryKind.HypothesisRejected, Time(rejected), "diagnosis", $"{name} was ruled out: {entry.Reason}")
                {
                    Data = new() { [Key] = $"rejected:{round}:{name}", ["name"] = name, ["reason"] = entry.Reason ?? "", ["opened"] = entry.OpenedAt is null ? "no" : "yes", ["openedAt"] = entry.OpenedAt is { } at ? Number(at) : "" },
                    Sources = [$"diagnosis@{rejected}"],
                };
            }
        }
    }

    private static IEnumerable<NewEntry> Causes(CauseFinding finding, Incident incident, string round)
    {
        if (finding.Explanation is not { RootCause: { } cause } why)
        {
            yield break;
        }

        // The same cause is told again when what set it off has become known, or that it is all of the servers, or that it is others than it was said to be.
        int stated = incident.Of(EntryKind.CauseFound).Count(entry => entry.Get(Key)?.StartsWith($"cause:{round}:", StringComparison.Ordinal) == true);
        bool isKnown = incident.Cause?.Name == cause.Name;
        bool isBeforeHarm = isKnown && incident.IsCauseBeforeHarm;
        bool isStillSo = isBeforeHarm && why.IsHurtNow && finding.Second - incident.LastOutage!.HarmFrom!.Value.ToUnixTimeSeconds() >= HarmSecondsSeen;
        string more = isBeforeHarm ? isStillSo ? ":harm" : ""
            : isKnown && !incident.Cause!.IsOfAllServers && IsOfAllServers(cause) ? ":all"
            : isKnown && incident.Cause!.Trigger is null && why.Trigger is not null ? ":trigger"
            : isKnown && why.IsHurtNow && stated < ClaimsMaximum && WhoOf(incident.Cause!.Claim) != WhoOf(cause.Claim) ? string.Create(CultureInfo.InvariantCulture, $":claim{stated}") : "";
        if ((isKnown && stated > 0 && more.Length == 0) || stated >= CausesMaximum)
        {
            yield break;
        }

        // So is one that stands again after another one did: the last that was stated is the one that counts.
        string again = !isKnown && stated > 0 ? string.Create(CultureInfo.InvariantCulture, $":{stated}") : "";
        yield return new NewEntry(EntryKind.CauseFound, Time(isStillSo ? finding.Second : why.At), "diagnosis", $"the cause is {cause.Name}: {cause.Claim}")
        {
            Data = CauseData(why, cause, $"cause:{round}:{cause.Name}{more}{again}"),
            Sources = [$"diagnosis@{why.At}", .. cause.For.Take(EvidenceMaximum).Select(item => Source(item.Item))],
        };
    }

    /// <summary>What is measured of it changes every second, and what is known of the servers that it does not blame: neither says another thing.</summary>
    internal static string WhoOf(string claim)
    {
        string who = claim.IndexOf(": ", StringComparison.Ordinal) is > 0 and int colon ? claim[..colon] : claim;
        return who.IndexOf(" dead or sick, ", StringComparison.Ordinal) is > 0 and int others ? who[..(others + " dead or sick".Length)] : who;
    }

    private static bool IsOfAllServers(RankedCause cause) => cause.For.Any(item => item.Item.Sign == Sign.AllServersDown);

    private static Dictionary<string, string> CauseData(Explanation why, RankedCause cause, string key)
    {
        Dictionary<string, string> data = new()
        {
            [Key] = key,
            ["name"] = cause.Name,
            ["claim"] = cause.Claim,
            ["probability"] = cause.Probability.ToString("0.00", CultureInfo.InvariantCulture),
            ["pool"] = why.Pool.Name,
            ["harm"] = why.Harm,
            ["for"] = string.Join('\n', cause.For.Take(EvidenceMaximum).Select(item => item.Item.Text)),
            ["against"] = string.Join('\n', cause.Against.Take(2).Select(item => item.Item.Text)),
            ["advice"] = string.Join('\n', why.Mitigations.Where(one => !one.IsTaken).Select(one => one.Command is null ? one.Text : $"{one.Text} ({one.Command})")),
        };
        if (why.Trigger is { } trigger)
        {
            data["trigger"] = trigger.Text;
            data["triggerAt"] = Number(trigger.Onset ?? trigger.From);
            data["triggerFamily"] = trigger.Family.ToString();
        }

        if (IsOfAllServers(cause))
        {
            data["servers"] = "all";
        }

        BlamedServers.Write(cause, data);

        if (why.Sustaining is { } sustaining)
        {
            data["sustaining"] = sustaining.Text;
        }

        if (why.Contributing.Count > 0)
        {
            data["contributing"] = string.Join(", ", why.Contributing.Select(one => one.Name));
        }

        return data;
    }

    private static IEnumerable<NewEntry> Mitigations(CauseFinding finding, string round)
    {
        if (finding.Explanation is not { RootCause: not null } why)
        {
            yield break;
        }

        foreach (Mitigation taken in why.Mitigations.Where(one => one.IsTaken))
        {
            yield return new NewEntry(EntryKind.Mitigation, Time(why.At), "gateway", taken.Text)
            {
                Data = new() { [Key] = $"{StandingKey}{round}:{taken.Text}", ["by"] = "gateway" },
                Sources = [$"diagnosis@{why.At}"],
            };
        }
    }

    private static string Source(EvidenceItem item) => $"series:{item.Subject}/{SignalWord(item.Signal)}@{item.From}-{item.To}";

    private static string SignalWord(string name) => Enum.TryParse(name, out Signal signal) ? SeriesWords.Of(signal) : name;

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(long second) => DateTimeOffset.FromUnixTimeSeconds(second);
}
