namespace Holdfast.DataPlane.Routing;

/// <summary>One route under its host.</summary>
/// <param name="Index">Its place in the configuration.</param>
/// <param name="Conditions">How many conditions it sets besides host and path.</param>
internal sealed record PathRoute(int Index, PathPattern Pattern, int Conditions)
{
    /// <summary>The order of <see cref="RouteTable"/>'s summary among routes of one host and one literal start: most specific first.</summary>
    public static int CompareSpecificity(PathRoute one, PathRoute other)
    {
        int order = PathPattern.CompareSpecificity(one.Pattern, other.Pattern);
        order = order != 0 ? order : other.Conditions.CompareTo(one.Conditions);
        return order != 0 ? order : one.Index.CompareTo(other.Index);
    }
}
