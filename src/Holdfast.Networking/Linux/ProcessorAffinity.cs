namespace Holdfast.Networking.Linux;

/// <summary>Binds threads to processors: a worker that stays on one keeps its connections in that processor's cache.</summary>
public static unsafe class ProcessorAffinity
{
    // glibc's cpu_set_t: 1024 processors.
    private const int MaskBytes = 128;

    /// <summary>Processors the calling thread may run on: a container or taskset may leave gaps.</summary>
    public static IReadOnlyList<int> Allowed()
    {
        byte* mask = stackalloc byte[MaskBytes];
        new Span<byte>(mask, MaskBytes).Clear();
        // Safe: the kernel writes at most the given size into this frame's memory.
        _ = Syscalls.GetAffinity(0, MaskBytes, mask);
        List<int> allowed = [];
        for (int processor = 0; processor < MaskBytes * 8; processor++)
        {
            if ((mask[processor / 8] & (1 << (processor % 8))) != 0)
            {
                allowed.Add(processor);
            }
        }

        return allowed;
    }

    /// <summary>Keeps the calling thread on one processor; false when it does not exist or is not allowed.</summary>
    public static bool Pin(int processor)
    {
        if ((uint)processor >= MaskBytes * 8)
        {
            return false;
        }

        byte* mask = stackalloc byte[MaskBytes];
        new Span<byte>(mask, MaskBytes).Clear();
        mask[processor / 8] = (byte)(1 << (processor % 8));
        // Safe: the kernel reads the mask of this frame.
        return Syscalls.SetAffinity(0, MaskBytes, mask) == 0;
    }
}
