namespace Holdfast.DataPlane.Overload;

/// <summary>What holds for every request at the moment at which it is sent to a server. Counted where it is broken, and never should be.</summary>
internal static class DispatchRule
{
    // One of 16 that look hopeless goes on all the same: if nobody did, a route that has become quick again would never be found out.
    private const int CanaryShift = 60;

    /// <summary>Its answer could not be used any more: the server would work for nobody.</summary>
    public static bool IsTooLate(long nowNanoseconds, long deadlineNanoseconds) => nowNanoseconds > deadlineNanoseconds;

    /// <summary>Its answer will hardly come in time, and it is sent to see whether that is still so.</summary>
    /// <param name="random">Uniform over all values, drawn for this request.</param>
    public static bool IsCanary(ulong random) => random >> CanaryShift == 0;
}
