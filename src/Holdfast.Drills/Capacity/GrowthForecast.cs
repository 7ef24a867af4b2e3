namespace Holdfast.Drills;

/// <summary>When a load that grew so far reaches what can be carried.</summary>
/// <param name="Days">Of which the busiest hour is known.</param>
/// <param name="Now">What the busiest weekday asks for now, by the trend: requests per second.</param>
/// <param name="PerMonth">How much that grows in a month; negative when it shrinks.</param>
/// <param name="GrowthInterval">Of the growth in a month.</param>
/// <param name="BusiestWeekday">The one that reaches it first.</param>
/// <param name="FullOn">Null when that is not foreseeable.</param>
/// <param name="Earliest">One end of nine in ten fits; null when that one is not foreseeable either.</param>
/// <param name="Latest">The other end; null when it is not foreseeable.</param>
public sealed record GrowthForecast(int Days, double Now, double PerMonth, Interval GrowthInterval, DayOfWeek BusiestWeekday, DateOnly? FullOn, DateOnly? Earliest, DateOnly? Latest);
