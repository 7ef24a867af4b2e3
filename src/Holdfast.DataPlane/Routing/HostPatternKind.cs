namespace Holdfast.DataPlane;

internal enum HostPatternKind : byte
{
    Any = 0,
    Suffix,
    Exact,
}
