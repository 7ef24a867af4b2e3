using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Postmortems.Writing;

/// <summary>
/// The third part: why, what it was not, what helped. Next: <see cref="DraftUnknown"/>, <see cref="DraftFactors"/>, <see cref="DraftRuledOut"/>, <see cref="DraftFigures"/>,
/// <see cref="DraftFix"/>.
/// </summary>
internal sealed class DraftCause(Incident incident, CausePlaybook playbook, int section, DraftRoom? bound = null) : DraftPart(incident, section)
{
    private const string Before = " s before: ";
    private const string ThrottleCommand = "(holdfast throttle ";

    private readonly DraftRoom room = bound ?? DraftRoom.Usual;

    public List<DraftItem> Write()
    {
        TimelineEntry opened = Incident.Entries[0];
        TimelineEntry? found = Incident.Of(EntryKind.CauseFound).LastOrDefault(entry => entry.Reference == Incident.Cause?.Reference);
        if (found is not null)
        {
            Found(found);
        }
        else
        {
            Items.AddRange(new DraftUnknown(Incident, playbook, Section, room).Write());
        }

        Items.AddRange(new DraftFactors(Incident, Section, room).Write(found));
        Items.AddRange(new DraftRuledOut(Incident, Section, room).Write(found));
        Items.AddRange(new DraftFigures(Incident, Section).Write(found ?? opened));
        Missing(opened);
        Items.AddRange(new DraftFix(Incident, Section, room).Write());
        return Items;
    }

    private void Found(TimelineEntry found)
    {
        string[] all = found.Get("for") is { Length: > 0 } texts ? texts.Split('\n') : [];
        // What the claim says already is told as its evidence only where there is no other.
        string[] evidence = all.Length > 1 ? [.. all.Where(text => text != found.Get("claim"))] : all;
        string? trigger = found.Get("trigger") is { } text && text != found.Get("claim") && (DraftRuledOut.IsChange(found) || !all.Contains(text)) ? text : null;
        // What set it off is said once, as that.
        string? growth = trigger is null && found.Get("name") == "surge" ? Array.Find(evidence, static one => one.Contains("first attempts/s", StringComparison.Ordinal)) : null;
        evidence = [.. evidence.Where(one => one != trigger && one != growth)];
        string claim = found.Get("claim") ?? "";
        List<WrittenSentence> why = [new($"The root cause was {CauseNouns.Of(Incident.Cause, found.Get("name"))}: {DraftText.Within(room.Whole(claim), claim)}", [found.Reference])];
        if (growth is not null)
        {
            why.Add(new WrittenSentence($"The series showed the trigger, more traffic: {DraftText.Within(room.Sentence(growth), growth)}", [found.Reference]));
        }

        // Half of it would only raise the question what the other half was, where something else has been shown.
        if (evidence.Length > 0 && room.Sentence(evidence[0]) is { } shown && (growth is null || !shown.EndsWith(SentenceCut.GoesOn, StringComparison.Ordinal)))
        {
            why.Add(new WrittenSentence($"{(growth is null ? "The series" : "They also")} showed: {DraftText.Within(shown, evidence[0])}", [found.Reference]));
        }

        if (Client(found) is { } client)
        {
            why.Add(new WrittenSentence($"The busiest client had the address {client}.", [found.Reference]));
        }

        if (growth is null)
        {
            why.Add(new WrittenSentence(trigger is null ? Untold() : Set(trigger, found), [found.Reference]));
        }

        why.Add(new WrittenSentence(playbook.Control, [found.Reference]));
        Add(0, 0, "", "", [.. why]);
        if (evidence.Length > 1)
        {
            Add(3, 4, "", "", new WrittenSentence($"The series also showed: {DraftText.Within(room.Sentence(evidence[1]), evidence[1])}", [found.Reference]));
        }
    }

    /// <summary>A change that the timeline has is named by its time; of another one, and of a signal, it is told what it was.</summary>
    private string Set(string trigger, TimelineEntry found)
    {
        bool isChange = DraftRuledOut.IsChange(found);
        if (isChange && DraftRuledOut.TriggerOf(Incident, found, room) is { } change)
        {
            return $"The trigger was the change of {DraftText.Clock(change.HappenedAt)}{(DraftText.EarlierThanHarm(Incident, change.HappenedAt) is { Length: > 0 } earlier ? $", {earlier}" : "")}.";
        }

        int at = trigger.IndexOf(Before, StringComparison.Ordinal);
        string when = at > 0 && trigger[..at].All(char.IsAsciiDigit) ? trigger[..at] : "";
        string what = when.Length == 0 ? trigger : trigger[(at + Before.Length)..];
        string told = DraftText.Within(isChange ? room.Change(what, isTwice: true) : room.Twice(what), what);
        return when is "" or "0" ? $"The trigger was: {told}" : $"The trigger came {when} s before: {told}";
    }

    /// <summary>What people wrote down may name it.</summary>
    private string Untold() => DraftText.NotesOf(Incident).Any(note => note.Get("note") is nameof(NoteKind.WrongPath) or nameof(NoteKind.Investigated))
        ? "The diagnosis saw no separate trigger; what people found stands in the timeline."
        : "A separate trigger was not recorded.";

    /// <summary>Whoever reads what one client did asks which: the command that was offered to hold it back names it.</summary>
    private static string? Client(TimelineEntry found) =>
        found.Get("name") == "one-client" && (found.Get("advice") ?? "").Split(ThrottleCommand) is [_, { } rest, ..] && rest.Split(' ') is [{ Length: > 0 } address, ..] ? address : null;

    /// <summary>What people look for and nobody recorded is said, not left out.</summary>
    private void Missing(TimelineEntry opened)
    {
        if (!Incident.Of(EntryKind.NotificationSent).Any(entry => entry.Get("purpose") is "page" or "escalation"))
        {
            Add(50, 0, "", "", new WrittenSentence("No escalation was recorded.", [opened.Reference]));
        }

        if (!Incident.Of(EntryKind.Note).Any(entry => entry.Get("note") == nameof(NoteKind.ToldUsers)))
        {
            Add(51, 0, "", "", new WrittenSentence("No message to users was recorded.", [opened.Reference]));
        }
    }
}
