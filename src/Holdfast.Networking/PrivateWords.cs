using System.Runtime.CompilerServices;

namespace Holdfast.Networking;

/// <summary>Words in memory of this process alone, which the collector does not move. Whoever uses one of the words holds this object.</summary>
public sealed unsafe class PrivateWords
{
    private readonly long[] words;

    public PrivateWords(int count)
    {
        words = GC.AllocateArray<long>(count, pinned: true);
    }

    // Safe: the array is pinned for as long as this object lives, and the index is checked by the array.
    public SharedWord this[int index] => new((long*)Unsafe.AsPointer(ref words[index]));
}
