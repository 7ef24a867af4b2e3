namespace Holdfast.Drills;

/// <summary>How a search ended.</summary>
public enum MaximumRateEnd
{
    /// <summary>The interval is as narrow as was asked.</summary>
    Found,

    /// <summary>Time or trials were used up first: the interval is right, but wider than was asked.</summary>
    Imprecise,

    /// <summary>The generator was the limit: the server sustains at least the rate that is reported.</summary>
    ClientLimited,

    /// <summary>The server sustains the highest rate that may be offered.</summary>
    MaximumReached,

    /// <summary>The server does not even sustain the lowest rate.</summary>
    NothingSustained,

    /// <summary>Trials contradict each other: no rate separates those that were sustained from the others.</summary>
    Contradictory,
}
