namespace Holdfast.DataPlane.Exchanges;

/// <summary>Why a request was not sent again that might have been. Closed; <see cref="RetryLabels"/> has a label for each.</summary>
internal enum RetryRefusal : byte
{
    /// <summary>It was.</summary>
    None = 0,

    /// <summary>Requests are refused for want of capacity, so none is served twice.</summary>
    Shedding,

    /// <summary>The pool has no token left, or as many run as may at once.</summary>
    Budget,

    /// <summary>The client has used up its own part of the budget.</summary>
    ClientBudget,
}
