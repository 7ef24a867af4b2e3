using System.Globalization;

namespace Holdfast.Incidents.Postmortems.Linting.Times;

/// <summary>A time of day in a text, and what it means once zone and date are known.</summary>
internal sealed class ClockMention
{
    public required int Start { get; init; }

    public required int End { get; set; }

    public required int Hour { get; set; }

    public required int Minute { get; init; }

    public int? Second { get; init; }

    /// <summary>Written with a.m. or p.m.</summary>
    public bool IsTwelveHour { get; init; }

    /// <summary>Between 1 and 12 without a.m. or p.m.: where others have them, it may be either.</summary>
    public bool MayBeEither { get; set; }

    /// <summary>The zone written beside it, or taken over from the end of its range.</summary>
    public Zone? OwnZone { get; set; }

    /// <summary>The date written beside it, if any.</summary>
    public DateOnly? OwnDate { get; set; }

    public int DaysAfter { get; set; }

    public Zone? Zone { get; set; }

    /// <summary>Local date and time; the date is made up where the document has none.</summary>
    public DateTime Local { get; set; }

    public DateTime Instant => Local.AddMinutes(-(Zone?.OffsetAt(Local) ?? 0));

    public TimeSpan TimeOfDay => new(Hour, Minute, Second ?? 0);

    /// <summary>Precision with which it was written.</summary>
    public TimeSpan Precision => Second is null ? TimeSpan.FromMinutes(1) : TimeSpan.FromSeconds(1);

    public string Shown => string.Create(CultureInfo.InvariantCulture, $"{Hour:00}:{Minute:00}{(Second is { } second ? $":{second:00}" : "")}");
}
