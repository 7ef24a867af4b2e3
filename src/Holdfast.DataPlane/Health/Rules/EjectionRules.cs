namespace Holdfast.DataPlane.Health.Rules;

/// <summary>All rules, in the order in which they are asked: the first that speaks names the reason.</summary>
internal static class EjectionRules
{
    public static readonly IEjectionRule[] All =
    [
        new ErrorsInARow(),
        new ErrorRate(),
        new SilentDeath(),
    ];
}
