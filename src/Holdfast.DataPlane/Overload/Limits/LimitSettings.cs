namespace Holdfast.DataPlane.Overload;

/// <summary>What an operator may set about limits, and the law's own figures, each with its reason. Tuned in Holdfast.Simulation.</summary>
internal sealed record LimitSettings
{
    public static LimitSettings Default { get; } = new();

    /// <summary>
    /// Of a server that nobody knows yet. Few servers have fewer than 20 places, and four of them take a crowd of 80 at once; from there a server of a
    /// hundred is reached by doubling in three windows, and one of five is braked in four.
    /// </summary>
    public int Start { get; init; } = 20;

    /// <summary>Operator's: never below. 1, since a server with none could never show that it is well again.</summary>
    public int Floor { get; init; } = 1;

    /// <summary>Operator's: never above. 10,000: a sixth of the ports that there are for connections to one address.</summary>
    public int Ceiling { get; init; } = 10_000;

    /// <summary>Operator's: this and nothing else for every server; 0 for the law.</summary>
    public int Fixed { get; init; }

    /// <summary>Requests that are let to wait in a server on purpose, so that it never idles: so many, and a share of the limit.</summary>
    public double BandRequests { get; init; } = 1.2;

    public double BandShare { get; init; } = 0.04;

    /// <summary>Upper edge of the band over its lower one: between both the limit is held. Narrower, it would follow chance.</summary>
    public double BandWidth { get; init; } = 1.6;

    /// <summary>Shortest window: a tick. And longest for want of samples: after that a server with few answers is judged by what there is.</summary>
    public long WindowNanoseconds { get; init; } = 100_000_000;

    public long LongestWindowNanoseconds { get; init; } = 5_000_000_000;

    /// <summary>A mean of 20 exponential times is right within 22 %, which tells twice the time from chance.</summary>
    public int FewestSamples { get; init; } = 20;

    /// <summary>A brake takes at most 30 % in one window: one wrong window costs less than a second of growth.</summary>
    public double StrongestBrake { get; init; } = 0.7;

    /// <summary>Healthy servers lose less than a hundredth; it takes two lost ones at least, so that a single reset says nothing.</summary>
    public double DropShareToBrake { get; init; } = 0.02;

    /// <summary>So many timeouts are no tail of long requests any more, whatever the server's queue seems to be.</summary>
    public double TimeoutShareToBrake { get; init; } = 0.3;

    /// <summary>Answers for which more than half of their request's time was gone when they came. A tenth: a tail of long requests has fewer.</summary>
    public double LateShareToBrake { get; init; } = 0.1;

    /// <summary>A server more than so many times slower than the pool's median is ill, not just another machine: it is given little.</summary>
    public double SlowestOfMedian { get; init; } = 2;

    /// <summary>Longest window where chance leaves the verdict open. Longer, a limit that is wrong by little would stay so for too long.</summary>
    public long PatientWindowNanoseconds { get; init; } = 2_000_000_000;

    /// <summary>
    /// Without a sample at low use for so long, one is made: <see cref="RollingProbe"/>. A server's speed wanders by some 7 % in a minute, which its
    /// band bears; more often costs capacity.
    /// </summary>
    public long ProbeAfterNanoseconds { get; init; } = 60_000_000_000;

    /// <summary>So soon where the limit was braked to less than half and still requests wait in the server: then its speed is in doubt.</summary>
    public long ProbeInDoubtNanoseconds { get; init; } = 1_000_000_000;

    /// <summary>So long is a server's limit halved for it at least; where it answers few, until it has answered enough (<see cref="ServerControl"/>).</summary>
    public long ProbeNanoseconds { get; init; } = 200_000_000;
}
