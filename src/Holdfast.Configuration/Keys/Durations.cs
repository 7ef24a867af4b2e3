using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Configuration.Keys;

/// <summary>Ranges that several keys share. They refuse slips of the unit, not unusual wishes.</summary>
internal static class Durations
{
    /// <summary>A step that a machine waits for.</summary>
    public static DurationKind Step { get; } = new(TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1));

    /// <summary>A connection that rests.</summary>
    public static DurationKind Idle { get; } = new(TimeSpan.FromMilliseconds(1), TimeSpan.FromDays(1));

    /// <summary>A whole exchange, such as a long download.</summary>
    public static DurationKind Total { get; } = new(TimeSpan.FromMilliseconds(1), TimeSpan.FromDays(7), mayBeZero: true);
}
