namespace Holdfast.Drills.Load;

internal enum ReadProgress
{
    NeedMore,
    Complete,
    Malformed,
}
