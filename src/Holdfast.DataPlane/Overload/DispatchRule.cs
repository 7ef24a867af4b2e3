namespace Holdfast.DataPlane.Overload;

/// <summary>What holds for every request at the moment at which it is sent to a server. Counted where it is broken, and never should be.</summary>
internal static class DispatchRule
{
    /// <summary>Its answer could not be used any more: the server would work for nobody.</summary>
    public static bool IsTooLate(long nowNanoseconds, long deadlineNanoseconds) => nowNanoseconds > deadlineNanoseconds;
}
