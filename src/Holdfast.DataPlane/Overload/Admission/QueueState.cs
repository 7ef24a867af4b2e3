namespace Holdfast.DataPlane.Overload;

/// <summary>What the control loop has to know of a pool's queue. All figures as of now, sums since the start.</summary>
/// <param name="Waiting">Requests that wait, those under way to the queue included.</param>
/// <param name="BusyNanoseconds">For how long somebody waited, in all.</param>
internal readonly record struct QueueState(int Waiting, long BusyNanoseconds);
