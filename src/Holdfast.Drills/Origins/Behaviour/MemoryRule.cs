namespace Holdfast.Drills;

/// <summary>Memory that is accounted, never allocated: past the limit the origin dies, as the kernel's out-of-memory killer would have it.</summary>
/// <param name="BytesPerRequest">Held by each request from its admission to its answer, and by each session while it lasts.</param>
public readonly record struct MemoryRule(long BytesPerRequest, long LimitBytes)
{
    public long BytesOf(int held) => BytesPerRequest * held;

    public bool IsDeadly(int held) => BytesOf(held) > LimitBytes;
}
