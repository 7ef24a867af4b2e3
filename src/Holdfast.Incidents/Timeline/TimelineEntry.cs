using System.Globalization;

namespace Holdfast.Incidents.Timeline;

/// <summary>One thing that happened in an incident. Immutable, and never changed once it is recorded.</summary>
/// <param name="Id">Of the record; rises over all incidents.</param>
/// <param name="HappenedAt">When it happened, as its source says.</param>
/// <param name="RecordedAt">When it was recorded.</param>
/// <param name="Author">Who or what says so: detection, diagnosis, gateway, or somebody's name.</param>
/// <param name="Sources">What it follows from: "series:SUBJECT/SIGNALS@FROM-TO", "change:NUMBER", "diagnosis@SECOND", "record:NUMBER", "alert:FINGERPRINT", "person:NAME", "link:NAME".</param>
public sealed record TimelineEntry(
    long Id,
    long Incident,
    EntryKind Kind,
    DateTimeOffset HappenedAt,
    DateTimeOffset RecordedAt,
    string Author,
    string Text,
    IReadOnlyDictionary<string, string> Data,
    IReadOnlyList<string> Sources)
{
    /// <summary>How others refer to it.</summary>
    public string Reference => string.Create(CultureInfo.InvariantCulture, $"record:{Id}");

    public string? Get(string name) => Data.GetValueOrDefault(name);

    public double Number(string name) => double.TryParse(Get(name), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : 0;

    public DateTimeOffset? Time(string name) =>
        long.TryParse(Get(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long second) ? DateTimeOffset.FromUnixTimeSeconds(second) : null;
}
