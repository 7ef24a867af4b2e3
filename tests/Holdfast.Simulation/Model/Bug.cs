namespace Holdfast.Simulation;

/// <summary>Mistakes that a gateway could make, one for each invariant.</summary>
internal enum Bug
{
    None,

    /// <summary>Sends one request more than a limit allows.</summary>
    OverstepsLimits,

    /// <summary>Does not look for waiters when a slot comes free.</summary>
    ForgetsWaiters,

    /// <summary>As <see cref="ForgetsWaiters"/>, and does not look from time to time, either.</summary>
    NeverLooksAgain,

    /// <summary>Sends requests that nobody waits for any more.</summary>
    ForgetsDeadlines,

    /// <summary>Refuses whomever the threshold does not admit, beside free slots, too.</summary>
    ObeysTheThresholdAlone,

    /// <summary>Gives nobody a slot that the first of the queue may not have.</summary>
    HoldsUpForTheFirst,
}
