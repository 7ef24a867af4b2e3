namespace Holdfast.Incidents.Postmortems.Review;

public enum PostmortemStatus
{
    None = 0,
    Draft,
    InReview,

    /// <summary>The reviewer wants something changed.</summary>
    Returned,
    Approved,
    Published,

    /// <summary>The incident was closed without one, for a reason that is recorded.</summary>
    NotRequired,
}
