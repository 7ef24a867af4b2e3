using System.Globalization;
using Holdfast.Foundation;
using Holdfast.Incidents.Impact;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Postmortems.Writing;

/// <summary>What was asked for and what was answered, by the records: all of it, what matters most, the worst second, and what the gateway did about it. Owner: <see cref="DraftCause"/>.</summary>
internal sealed class DraftFigures(Incident incident, int section) : DraftPart(incident, section)
{
    // Sessions end with their server, or when its silence is noticed: what died earlier had others.
    private static readonly TimeSpan DeathsBefore = TimeSpan.FromMinutes(1);

    private const int ProtectionsMaximum = 2;

    /// <param name="record">That it follows from where nothing was measured.</param>
    public List<DraftItem> Write(TimelineEntry record)
    {
        ImpactSum sum = Incident.Impact;
        Sessions(sum, record);
        Gaps();
        if (sum.BadSeconds > 0)
        {
            string[] sources = [.. Incident.Of(EntryKind.Impact).Select(entry => entry.Reference).DefaultIfEmpty(record.Reference)];
            double good = Math.Max(0, sum.Offered - sum.Failed - sum.Shed) / sum.BadSeconds;
            Add(1, 0, "", "", new WrittenSentence(string.Create(CultureInfo.InvariantCulture, $"While users were hurt, {Service} was offered {sum.Offered / sum.BadSeconds:0} requests/s and answered {good:0} a second well."), sources));
            Details(sum, sources);
        }

        Protections();
        Add(901, 6, "", "", DraftPace.Of(Incident));
        return Items;
    }

    /// <summary>What a short text has room for: who was spared, and when it was worst.</summary>
    private void Details(ImpactSum sum, string[] sources)
    {
        if (sum.CriticalOffered >= 1 && sum.CriticalOffered < sum.Offered)
        {
            string bad = sum.CriticalBad >= 1 ? $"{DraftText.Count(sum.CriticalBad)} went wrong" : "none went wrong";
            Add(1, 3, "", "", new WrittenSentence($"Of {DraftText.Count(sum.CriticalOffered)} requests of class critical {bad}, and of the others {DraftText.Count(Math.Max(0, sum.Failed + sum.Shed - sum.CriticalBad))} of {DraftText.Count(sum.Offered - sum.CriticalOffered)}.", sources));
        }

        if (sum.PeakAt > 0)
        {
            Add(2, 6, "", "", new WrittenSentence($"Most users were hit {DraftText.Length(TimeSpan.FromSeconds(Math.Max(0, sum.PeakAt - Start.ToUnixTimeSeconds())))} after it began: {DraftText.Percent(sum.PeakShare)} of them within one second.", sources));
        }
    }

    /// <summary>What the gateway did by itself to keep answering: limits that it lowered, requests that it refused.</summary>
    private void Protections()
    {
        TimelineEntry[] own = [.. Incident.Entries.Where(entry => entry.Get("change") == "protection" && ChangeScope.IsOf(entry, Incident.Pool) && entry.HappenedAt >= Start && entry.HappenedAt <= End)];
        foreach ((TimelineEntry entry, int index) in own.DistinctBy(entry => entry.Get("subject")).Take(ProtectionsMaximum).Select((entry, index) => (entry, index)))
        {
            string text = PastTense.Of(DraftText.Change(entry));
            Add(497, 5 + index, "", "", new WrittenSentence($"{DraftText.Length(entry.HappenedAt - Start)} after it began, {DraftText.Within(DraftText.Sentence(text), text)}", [entry.Reference]));
        }
    }

    private void Gaps()
    {
        GatewayGap[] gaps = [.. GatewayGap.Of(Incident)];
        if (gaps.Length > 0)
        {
            TimeSpan length = new(gaps.Sum(gap => (gap.To - gap.From).Ticks));
            Add(2, 0, "", "", new WrittenSentence($"The gateway itself was gone for {DraftText.Length(length)} of that time; these seconds are in no figure.", [.. gaps.Select(gap => gap.Start.Reference)]));
        }
    }

    /// <summary>"Servers a (twice), b, c and d".</summary>
    private static string Named(TimelineEntry[] deaths)
    {
        string[] names = [.. deaths.GroupBy(ServerLoss.NameOf).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => group.Count() == 1 ? group.Key : $"{group.Key} ({(group.Count() == 2 ? "twice" : Counted.Of(group.Count(), "time"))})")];
        return names.Length > NamesMaximum ? string.Create(CultureInfo.InvariantCulture, $"{names.Length} servers") : names.Length == 1 ? $"Server {names[0]}" : $"Servers {string.Join(", ", names.SkipLast(1))} and {names[^1]}";
    }

    private const int NamesMaximum = 6;

    /// <summary>Sessions die with their server, and whoever had one comes back at once.</summary>
    private void Sessions(ImpactSum sum, TimelineEntry record)
    {
        if (CausePlaybooks.AreSessionsLost(sum))
        {
            TimelineEntry[] deaths = [.. Incident.Entries.Where(entry => entry.Get("change") == "health" && entry.Get("after") == "out" && entry.HappenedAt >= Start - DeathsBefore)];
            string[] sources = [record.Reference, .. deaths.Select(entry => entry.Reference), .. Incident.Of(EntryKind.Impact).Where(entry => entry.Number("sessionsCut") > 0).Select(entry => entry.Reference)];
            string servers = deaths.Length == 0 ? "No server was recorded as dead" : $"{Named(deaths)} of {Service} died or {(deaths.Select(ServerLoss.NameOf).Distinct().Count() == 1 ? "was" : "were")} taken out";
            Add(2, 0, "", "", new WrittenSentence($"{servers}, and {DraftText.Count(sum.SessionsCut)} sessions were cut.", sources));
        }
    }
}
