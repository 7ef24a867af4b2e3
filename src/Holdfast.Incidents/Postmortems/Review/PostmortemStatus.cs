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
}
