using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Holdfast.Networking.Linux;

/// <summary>
/// Memory that processes share by passing its descriptor on (memfd), zero at first, with locks that the kernel takes back when their process
/// ends, however it ends: so that the others can tell who is dead. Control plane; the words in it are for any thread.
/// </summary>
public sealed unsafe class SharedPages : IDisposable
{
    private const int CloseOnExec = 1; // MFD_CLOEXEC
    private const int AllowSealing = 2; // MFD_ALLOW_SEALING
    private const int AddSeals = 1033; // F_ADD_SEALS
    private const int SealSize = 1 | 2 | 4; // F_SEAL_SEAL, F_SEAL_SHRINK, F_SEAL_GROW
    private const int ReadWrite = 1 | 2; // PROT_READ, PROT_WRITE
    private const int Shared = 1; // MAP_SHARED
    private const int SetLock = 37; // F_OFD_SETLK
    private const short LockToWrite = 1; // F_WRLCK
    private const short NoLock = 2; // F_UNLCK

    private readonly SafeFileHandle memory;
    private readonly SafeFileHandle locks;
    private readonly byte* start;

    private SharedPages(SafeFileHandle memory, SafeFileHandle locks, byte* start, int bytes)
    {
        this.memory = memory;
        this.locks = locks;
        this.start = start;
        Bytes = bytes;
    }

    public int Bytes { get; }

    /// <summary>To be passed on.</summary>
    public int Descriptor => (int)memory.DangerousGetHandle();

    /// <summary>Null where the kernel gives none.</summary>
    public static SharedPages? TryCreate(int bytes)
    {
        fixed (byte* name = "holdfast"u8)
        {
            // Safe: the kernel reads the name, which ends with a zero as every UTF-8 literal does.
            int descriptor = Syscalls.CreateMemory(name, CloseOnExec | AllowSealing);
            if (descriptor < 0)
            {
                return null;
            }

            SafeFileHandle memory = new(descriptor, ownsHandle: true);
            RandomAccess.SetLength(memory, bytes);
            // Nobody can cut it shorter any more: to touch a page that is gone would end the process.
            return Syscalls.Control(descriptor, AddSeals, SealSize) < 0 ? Close(memory) : TryMap(memory, bytes);
        }
    }

    /// <summary>What another process has passed on; the descriptor belongs to this from now on, also when null is returned.</summary>
    /// <param name="bytes">As many as it must have.</param>
    public static SharedPages? TryAdopt(int descriptor, int bytes)
    {
        SafeFileHandle memory = new(descriptor, ownsHandle: true);
        try
        {
            return RandomAccess.GetLength(memory) == bytes ? TryMap(memory, bytes) : Close(memory);
        }
        catch (Exception failure) when (failure is IOException or NotSupportedException or UnauthorizedAccessException)
        {
            return Close(memory);
        }
    }

    /// <param name="offset">In bytes, a multiple of 8.</param>
    public SharedWord WordAt(int offset)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)offset, (uint)(Bytes - sizeof(long)), nameof(offset));
        ArgumentOutOfRangeException.ThrowIfNotEqual(offset % sizeof(long), 0, nameof(offset));
        // Safe: within the mapping, which stays until the process ends; its size is sealed.
        return new SharedWord((long*)(start + offset));
    }

    /// <summary>Takes a lock that no other holder of this memory has; it ends with <see cref="Unlock"/>, this object or the process.</summary>
    /// <param name="place">Its number, from 0.</param>
    public bool TryLock(int place) => Lock(place, LockToWrite);

    public void Unlock(int place) => Lock(place, NoLock);

    /// <summary>Gives the locks back. The mapping stays: words of it may be in use until the process ends.</summary>
    public void Dispose()
    {
        locks.Dispose();
        memory.Dispose();
    }

    private static SharedPages? TryMap(SafeFileHandle memory, int bytes)
    {
        int descriptor = (int)memory.DangerousGetHandle();
        SafeFileHandle? locks = null;
        try
        {
            // Opened anew, because locks belong to what is opened and not to who has opened it: two processes with copies of one descriptor
            // would have them together.
            locks = File.OpenHandle(string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{descriptor}"), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Close(memory);
        }

        // Safe: the kernel chooses a place that is free and says which; it is asked for no other effect.
        nint mapped = (nint)Syscalls.Map(null, (nuint)bytes, ReadWrite, Shared, descriptor, 0);
        if (mapped == -1)
        {
            locks.Dispose();
            return Close(memory);
        }

        return new SharedPages(memory, locks, (byte*)mapped, bytes);
    }

    private bool Lock(int place, short type)
    {
        FileLock wanted = new() { Type = type, Start = place, Length = 1 };
        // Safe: the kernel reads a local of this frame.
        return Syscalls.Control((int)locks.DangerousGetHandle(), SetLock, (nint)(&wanted)) == 0;
    }

    private static SharedPages? Close(SafeFileHandle memory)
    {
        memory.Dispose();
        return null;
    }
}
