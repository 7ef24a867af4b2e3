namespace Holdfast.Incidents.Postmortems.Linting.Times;

/// <summary>A date in a text. The year is missing where people leave it out, and taken from the document then.</summary>
/// <param name="Weekday">As written beside it.</param>
/// <param name="Other">The other reading of 03/04/2031.</param>
internal sealed record DateMention(int Start, int End, int Year, int Month, int Day, DayOfWeek? Weekday, DateOnly? Other)
{
    public bool HasYear => Year > 0;

    public DateOnly? In(int year)
    {
        int own = HasYear ? Year : year;
        return own is > 0 and < 9999 && Day <= DateTime.DaysInMonth(own, Month) ? new DateOnly(own, Month, Day) : null;
    }
}
