namespace Holdfast.DataPlane.Routing;

/// <summary>
/// One route among those of one host and one literal start, or of one exact path. They lie behind each other in one array, so that a match
/// follows no references but to a glob, which routes of one shape share, and to a condition, where there is one.
/// </summary>
/// <param name="Glob">What the path must look like behind the literal start; null where anything will do.</param>
/// <param name="Condition">Null when there is none.</param>
/// <param name="IsLast">The next one belongs to others.</param>
internal readonly record struct RouteStep(int Route, Glob? Glob, RouteCondition? Condition, bool IsLast)
{
    /// <summary>For a request whose path has this route's literal start, which ends at the border.</summary>
    public bool Matches(in RouteRequest request, int border) =>
        (Glob is null || Glob.Matches(request.Path[border..])) && (Condition is null || request.Meets(Condition));
}
