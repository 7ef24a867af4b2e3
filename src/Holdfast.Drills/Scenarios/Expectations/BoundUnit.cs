namespace Holdfast.Drills.Scenarios;

public enum BoundUnit
{
    Percent,
    Milliseconds,
    Seconds,
    Count,
}
