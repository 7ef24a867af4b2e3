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

    /// <summary>Sends requests whose answers will hardly come before nobody waits for them any more.</summary>
    SendsTheHopeless,

    /// <summary>Refuses whomever the threshold does not admit, beside free slots, too.</summary>
    ObeysTheThresholdAlone,

    /// <summary>Gives nobody a slot that the first of the queue may not have.</summary>
    HoldsUpForTheFirst,

    /// <summary>Learns nothing from a refused or broken connection: neither is its server taken out nor its request sent elsewhere.</summary>
    IgnoresRefusals,

    /// <summary>Never looks at what traffic says of the servers.</summary>
    NeverSuspects,

    /// <summary>Gives a server that comes back all its limit.</summary>
    RestoresAtOnce,

    /// <summary>Sends nothing a second time.</summary>
    NeverRepeats,

    /// <summary>Lets requests wait where no server is there to wait for.</summary>
    WaitsForTheDead,

    /// <summary>Refuses nobody and keeps whoever waits, however many they are.</summary>
    ForgetsBounds,
}
