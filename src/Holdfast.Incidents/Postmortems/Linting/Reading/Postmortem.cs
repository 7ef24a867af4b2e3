namespace Holdfast.Incidents.Postmortems.Linting.Reading;

/// <summary>A postmortem as the rules see it, read once.</summary>
internal sealed class Postmortem
{
    /// <summary>Without comments and front matter.</summary>
    public required string[] Lines { get; init; }

    /// <summary>As they are in the file.</summary>
    public required string[] Source { get; init; }

    public required Region Region { get; init; }

    public required Quote Title { get; init; }

    public required int WordCount { get; init; }

    /// <summary>Within the region.</summary>
    public required List<Section> Sections { get; init; }

    /// <summary>All that are in the file: what people record about the document often stands outside its region.</summary>
    public required List<Section> AllSections { get; init; }

    /// <summary>Of the region, in their order, with those of the timeline.</summary>
    public required List<Sentence> Sentences { get; init; }

    public required List<TimelineEntry> Entries { get; init; }

    /// <summary>Blocks of the timeline that are no entries, because no time stands at their beginning.</summary>
    public required List<Block> Unfitting { get; init; }

    public required List<TaskItem> Items { get; init; }

    public required List<Outage> Outages { get; init; }

    public required List<Sentence> Summary { get; init; }

    public required List<Sentence> Cause { get; init; }

    public required List<Sentence> Resolution { get; init; }

    public required List<Sentence> Corrective { get; init; }

    public IEnumerable<TaskItem> Tasks => Items.Where(item => item.IsTask);

    public IEnumerable<TaskItem> Improvements => Items.Where(item => !item.IsTask);

    /// <summary>Everything but the timeline and the corrective part.</summary>
    public IEnumerable<Sentence> Prose => Sentences.Where(sentence => !sentence.Section.IsWithin(Topics.Timeline | Topics.Corrective));

    /// <summary>Entries with a time, in the order of the document.</summary>
    public IEnumerable<TimelineEntry> Timed => Entries.Where(entry => entry.Clock is not null);

    public Section? First(Topics topics) => Sections.Find(section => section.Is(topics));

    /// <summary>Line, from 1, on which something that is missing should stand.</summary>
    public int LineOf(Topics topics) => (First(topics)?.FirstLine ?? Region.First) + 1;

    public TimelineEntry? FirstEntry(EntryRoles roles) => Timed.FirstOrDefault(entry => entry.Is(roles));

    public TimelineEntry? LastEntry(EntryRoles roles) => Timed.LastOrDefault(entry => entry.Is(roles));

    public DateTime? Start => Outages.Count > 0 ? Outages[0].Start.Instant : FirstEntry(EntryRoles.Start)?.Clock!.Instant;

    public DateTime? End => Outages.Count > 0 ? Outages[^1].End.Instant : LastEntry(EntryRoles.Recovery)?.Clock!.Instant;
}
