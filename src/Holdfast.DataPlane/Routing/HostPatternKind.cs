namespace Holdfast.DataPlane.Routing;

internal enum HostPatternKind : byte
{
    Any = 0,
    Suffix,
    Exact,
}
