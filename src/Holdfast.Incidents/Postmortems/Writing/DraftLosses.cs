using Holdfast.Incidents.Impact;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Postmortems.Writing;

/// <summary>Which servers were gone, since when: the story of what was left begins with it. Owner: <see cref="DraftTimeline"/>.</summary>
internal sealed class DraftLosses(Incident incident, int section, DraftRoom room)
{
    private readonly DetectionTold? detection = DetectionTold.Find(incident);

    /// <param name="mitigation">What was done first, where people did nothing.</param>
    /// <param name="before">How many entries there are already: of one second, they come first.</param>
    public List<DraftItem> Write(TimelineEntry? mitigation, int before)
    {
        List<DraftItem> items = [];
        HashSet<string> named = [.. DraftText.NotesOf(incident).Where(note => note.Get("note") == nameof(NoteKind.Did)).SelectMany(note => note.Text.Split([' ', ',', ';', ':', '.', '('])).Distinct()];
        // What went in the same second is one entry.
        foreach ((ServerLoss[] losses, int index) in ServerLoss.OfEachOutage(incident).GroupBy(loss => loss.Out.HappenedAt.ToUnixTimeSeconds()).Select((losses, index) => (losses.ToArray(), index)))
        {
            TimelineEntry first = losses[0].Out;
            bool isMitigation = mitigation is not null && losses.Any(loss => mitigation.Get("subject") == loss.Out.Get("subject") && loss.Out.HappenedAt >= mitigation.HappenedAt);
            // What changed nothing for users stands all the same, under another name. What people say they repaired was told of before.
            string what = isMitigation && StepEffect.Helped(incident, mitigation!.HappenedAt) != false ? "Mitigation: " : "";
            // What people restarted was out because of that, and they have told of it.
            bool isRestarted = Array.TrueForAll(losses, loss => loss.IsRestarted(incident));
            bool mustStand = !isRestarted && (isMitigation || (index < room.Losses && (room.HasReasons || !IsDetected(losses))) || losses.Any(loss => named.Contains(loss.Name)));
            string[] references = [.. losses.Select(loss => loss.Out.Reference).Distinct()];
            WrittenItem item = new("- ", "", [new WrittenSentence($"{DraftText.Clock(first.HappenedAt)} - {what}{Told(losses)}", references)]);
            items.Add(new DraftItem(section, (first.HappenedAt.ToUnixTimeSeconds() * 100) + before + items.Count, mustStand ? 0 : 3, item));
        }

        return items;
    }

    /// <summary>That they were out was how it was noticed: the entry of the detection says so already.</summary>
    private bool IsDetected(ServerLoss[] losses) => detection is not null && detection.At.ToUnixTimeSeconds() == losses[0].Out.HappenedAt.ToUnixTimeSeconds() && (losses.All(loss => detection.Text.Split(' ').Contains(loss.Name)) || detection.Text.StartsWith(ServerNames.InWords([.. losses.Select(loss => loss.Name)]) + " of ", StringComparison.Ordinal));

    private string Told(ServerLoss[] losses)
    {
        string again = losses.Any(loss => loss.IsRepeated) ? ", for the first time" : "";
        if (Array.TrueForAll(losses, loss => loss.IsRestarted(incident)))
        {
            return $"Holdfast took {ServerNames.InWords([.. losses.Select(loss => loss.Name)])} out while people restarted {(losses.Length == 1 ? "it" : "them")}.";
        }

        if (!room.HasReasons)
        {
            return $"Holdfast took {ServerNames.InWords([.. losses.Select(loss => loss.Name)])} out{again}.";
        }

        string before = DraftText.EarlierThanHarm(incident, losses[0].Out.HappenedAt) is { Length: > 0 } earlier ? $", {earlier}" : "";
        return $"Holdfast sent {(losses.Length == 1 ? losses[0].Server : ServerLoss.InWords(incident, losses))} nothing more{again}{(losses.All(loss => loss.Because == losses[0].Because) ? ServerLoss.BecauseOf(losses) : "")}{before}.";
    }
}
