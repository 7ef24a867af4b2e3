namespace Holdfast.Networking.Linux;

/// <summary>How many descriptors the process may have open: the bound from which the gateway derives how many clients it takes.</summary>
public static unsafe class DescriptorLimit
{
    /// <summary>The limit in force.</summary>
    public static long Current => ToLong(Read().Soft);

    /// <summary>What the process may raise it to without privileges.</summary>
    public static long Maximum => ToLong(Read().Hard);

    /// <summary>Raises the limit in force to the maximum; false when the kernel refuses, the old limit then stays.</summary>
    public static bool TryRaise() => TryRaise(Maximum);

    internal static bool TryRaise(long descriptors)
    {
        ResourceLimit limit = Read();
        limit.Soft = (ulong)descriptors;
        // Safe: the kernel reads a local of this frame.
        return Syscalls.SetLimit(Kernel.LimitOpenFiles, &limit) == 0;
    }

    private static ResourceLimit Read()
    {
        ResourceLimit limit = default;
        // Safe: the kernel writes into a local of this frame. It cannot fail for the own process and a known resource.
        _ = Syscalls.GetLimit(Kernel.LimitOpenFiles, &limit);
        return limit;
    }

    // RLIM_INFINITY is all ones.
    private static long ToLong(ulong limit) => (long)Math.Min(limit, long.MaxValue);
}
