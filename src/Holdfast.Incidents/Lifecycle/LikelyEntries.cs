using System.Globalization;
using Holdfast.Diagnosis;
using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Ranking;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Lifecycle;

/// <summary>
/// What the diagnosis holds for the cause while users are hurt and does not state: its rules ask for more than likelihood, and one second in which something else was unusual can keep
/// from being said what is all but sure. Written when it begins to be so and when it ends. Keeps nothing. Next: <see cref="LikelyCause"/>.
/// </summary>
internal static class LikelyEntries
{
    private const string Held = "yes";
    private const string Ended = "no";

    // As `why` speaks of it: below it the evidence is told, and no name before it.
    private const double Likely = 0.9;

    // Of one outage: what comes and goes more often is no knowledge.
    private const int Maximum = 8;

    // What begins with the first symptom, or a second later, came before it as far as seconds can tell: as the diagnosis has it.
    private const int WithTheSymptomSeconds = 1;

    /// <summary>None while nothing has changed, where a cause was stated in that outage, and while nobody is hurt.</summary>
    public static IEnumerable<NewEntry> Of(CauseFinding finding, Incident incident)
    {
        string round = incident.PresentRound.ToString(CultureInfo.InvariantCulture);
        TimelineEntry[] before = [.. incident.Of(EntryKind.CauseLikely).Where(entry => entry.Get("outage") == round)];
        if (finding.Explanation is not { IsHurtNow: true } why || why.RootCause is not null || before.Length >= Maximum || LikelyCause.IsStated(incident, round))
        {
            yield break;
        }

        RankedCause? now = why.Top is { Class: not CauseClass.NoneOfThese, Probability: >= Likely } top ? top : null;
        TimelineEntry? last = before.LastOrDefault();
        string? held = IsHeld(last) ? last!.Get("name") : null;
        if (now?.Name == held)
        {
            yield break;
        }

        string number = before.Length.ToString(CultureInfo.InvariantCulture);
        DateTimeOffset at = DateTimeOffset.FromUnixTimeSeconds(finding.Second);
        yield return now is null
            ? new NewEntry(EntryKind.CauseLikely, at, "diagnosis", $"{held} is all but sure no more") { Data = new() { ["key"] = $"likely:{round}:{number}", ["outage"] = round, ["name"] = held!, ["held"] = Ended }, Sources = [$"diagnosis@{finding.Second}", last!.Reference] }
            : new NewEntry(EntryKind.CauseLikely, at, "diagnosis", $"nearly all speaks for {now.Name} ({CauseWords.Share(now.Probability)}), and it is not stated: {now.Claim}") { Data = DataOf(why, now, round, number), Sources = [$"diagnosis@{finding.Second}"] };
    }

    public static bool IsHeld(TimelineEntry? entry) => entry?.Get("held") == Held;

    private static Dictionary<string, string> DataOf(Explanation why, RankedCause cause, string round, string number) => new()
    {
        ["key"] = $"likely:{round}:{number}",
        ["outage"] = round,
        ["name"] = cause.Name,
        ["held"] = Held,
        ["claim"] = cause.Claim,
        ["probability"] = cause.Probability.ToString("0.000", CultureInfo.InvariantCulture),
        ["pool"] = why.Pool.Name,
        ["for"] = string.Join('\n', cause.For.Take(2).Select(item => item.Item.Text)),
        ["servers"] = cause.For.Any(item => item.Item.Sign == Sign.AllServersDown) ? "all" : "",
        ["why"] = WhyNot(why, cause),
    };

    /// <summary>Which of the diagnosis' conditions kept it from being stated, as far as it shows.</summary>
    private static string WhyNot(Explanation why, RankedCause cause)
    {
        long[] onsets = [.. cause.For.Select(item => item.Item.Onset).OfType<long>()];
        return cause.Against.Any(item => item.Item.Sign == Sign.DidNotRecover) ? "what was done against it did not help"
            : onsets.Length > 0 && onsets.Min() is var first && first > why.Onset + WithTheSymptomSeconds ? string.Create(CultureInfo.InvariantCulture, $"what speaks for it began {first - why.Onset} s after the first symptom")
            : cause.For.Select(item => item.Item.Family).Distinct().Count() < 2 ? "only one kind of evidence speaks for it"
            : "";
    }
}
