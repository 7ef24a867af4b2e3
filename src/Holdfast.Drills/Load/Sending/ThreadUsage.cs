namespace Holdfast.Drills.Load;

/// <summary>Of one thread, in a stretch of time.</summary>
/// <param name="Running">Nanoseconds on a processor.</param>
/// <param name="Waiting">Nanoseconds ready to run while others had the processors.</param>
/// <param name="Elapsed">Nanoseconds of the stretch.</param>
internal readonly record struct ThreadUsage(long Running, long Waiting, long Elapsed);
