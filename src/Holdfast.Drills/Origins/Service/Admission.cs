namespace Holdfast.Drills;

/// <summary>What <see cref="ServiceFloor"/> did with a job.</summary>
internal enum Admission
{
    Serving = 0,
    Waiting,

    /// <summary>No worker was free and no place to wait.</summary>
    Full,
}
