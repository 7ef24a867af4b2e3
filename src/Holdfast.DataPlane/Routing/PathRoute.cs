namespace Holdfast.DataPlane.Routing;

/// <summary>One route under its host.</summary>
/// <param name="Index">Its place in the configuration.</param>
/// <param name="Condition">What it demands besides host and path; null when nothing.</param>
internal sealed record PathRoute(int Index, PathPattern Pattern, RouteCondition? Condition)
{
    /// <summary>Its host and literal start are all it asks for.</summary>
    public bool TakesEverything => Pattern.Glob is null && Condition is null;

    private int ConditionCount => Condition?.Count ?? 0;

    /// <summary>The order of <see cref="RouteTable"/>'s summary among routes of one host and one literal start: most specific first.</summary>
    public static int CompareSpecificity(PathRoute one, PathRoute other)
    {
        int order = PathPattern.CompareSpecificity(one.Pattern, other.Pattern);
        order = order != 0 ? order : other.ConditionCount.CompareTo(one.ConditionCount);
        return order != 0 ? order : one.Index.CompareTo(other.Index);
    }
}
