namespace Holdfast.DataPlane.Overload;

/// <summary>What the control loop reads of the process every 100 ms. Sums since the start, all times in nanoseconds.</summary>
internal record struct PressureFacts
{
    public long HeapBytes;

    /// <summary>0 where there is none.</summary>
    public long HeapLimit;

    public long MemoryBytes;

    public long MemoryLimit;

    public int Descriptors;

    public int DescriptorLimit;

    /// <summary>The longest turn of any worker since the last reading, one that goes on now included.</summary>
    public long LongestTurn;

    public long GcPauses;

    public long Collections;

    public long ThreadPoolDelay;

    public long ProcessorTime;

    public int Processors;
}
