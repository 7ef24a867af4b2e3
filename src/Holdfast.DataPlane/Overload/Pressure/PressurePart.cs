namespace Holdfast.DataPlane.Overload;

/// <summary>What the gateway itself can run short of. <see cref="PressureParts"/> has a row for each.</summary>
public enum PressurePart : byte
{
    /// <summary>Managed memory, of the bound that the runtime is given.</summary>
    Heap,

    /// <summary>Resident memory, of what the machine or its control group allows.</summary>
    Memory,

    /// <summary>Open descriptors, of those the process may have.</summary>
    Descriptors,

    /// <summary>How long a worker's turn takes: so long an event waits before it is looked at.</summary>
    LoopLag,

    /// <summary>Share of the time for which garbage collections stop the workers.</summary>
    GcPauses,

    /// <summary>How long the control side's work waits for a thread.</summary>
    ThreadPool,

    /// <summary>Processor time of the process, of what it may have.</summary>
    Processor,
}
