using System.Runtime.CompilerServices;

namespace Holdfast.Telemetry.Series;

/// <summary>
/// Parts of large arrays, for what is small, many, and lives as long as its subject. As objects of their own the windows and counts of a
/// thousand servers would be copied by the first collections after the start, and pause the workers for tens of milliseconds; large
/// arrays stay where they are. A large array is free when none of its parts is used any more. Each thread has its own.
/// </summary>
public static class Slab
{
    // 256 KiB: from 85 KB on nothing is moved.
    private const int SlabBytes = 1 << 18;

    /// <summary>All zero.</summary>
    public static ArraySegment<T> Of<T>(int length)
        where T : unmanaged => Place<T>.Rent(length, SlabBytes / Unsafe.SizeOf<T>());

    private static class Place<T>
    {
        [ThreadStatic]
        private static T[]? current;

        [ThreadStatic]
        private static int used;

        public static ArraySegment<T> Rent(int length, int slabLength)
        {
            if (length > slabLength / 8)
            {
                return new T[length];
            }

            if (current is null || used + length > current.Length)
            {
                (current, used) = (new T[slabLength], 0);
            }

            used += length;
            return new ArraySegment<T>(current, used - length, length);
        }
    }
}
