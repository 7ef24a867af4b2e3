namespace Holdfast.Drills.Load;

/// <summary>How requests lie within their rate.</summary>
public enum ArrivalPattern
{
    /// <summary>Evenly: the k-th request at k divided by the rate.</summary>
    Constant,

    /// <summary>Independent users: gaps are exponential, so that bursts and pauses come as in life.</summary>
    Poisson,
}
