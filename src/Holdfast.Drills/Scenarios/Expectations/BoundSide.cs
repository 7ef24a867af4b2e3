namespace Holdfast.Drills.Scenarios;

public enum BoundSide
{
    AtLeast,
    AtMost,
}
