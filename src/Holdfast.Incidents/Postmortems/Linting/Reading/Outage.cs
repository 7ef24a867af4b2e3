using Holdfast.Incidents.Postmortems.Linting.Times;

namespace Holdfast.Incidents.Postmortems.Linting.Reading;

/// <summary>A start and an end as the summary states them.</summary>
internal sealed record Outage(ClockMention Start, ClockMention End, Quote StartQuote, Quote EndQuote)
{
    public TimeSpan Length => End.Instant - Start.Instant;
}
