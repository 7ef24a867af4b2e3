namespace Holdfast.Incidents.Postmortems.Linting.Times;

/// <summary>A length of time in a text.</summary>
/// <param name="Precision">The smallest unit that was used, or a tenth of it where it has a decimal.</param>
/// <param name="IsHedged">"about", "nearly", "over": it need not fit to the minute.</param>
internal sealed record DurationMention(int Start, int End, TimeSpan Length, TimeSpan Precision, bool IsHedged);
