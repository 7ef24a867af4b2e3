namespace Holdfast.DataPlane.Overload;

/// <summary>The threshold that holds now: the control loop sets it, a queue that overflows lowers it at once, workers read one word.</summary>
internal sealed class PublishedThreshold
{
    private long word = AdmissionThreshold.All.ToWord();

    public AdmissionThreshold Value
    {
        get => AdmissionThreshold.FromWord(Volatile.Read(ref word));
        set => Volatile.Write(ref word, value.ToWord());
    }

    /// <summary>The queue had to give up a request with that key: nothing less important is let in until the next tick. Any thread.</summary>
    public void Lower(int key)
    {
        long seen = Volatile.Read(ref word);
        long next = AdmissionThreshold.FromWord(seen).LoweredTo(key).ToWord();
        if (next != seen)
        {
            // Lost where somebody else sets it at the same moment: then that one holds, and the next overflow asks again.
            Interlocked.CompareExchange(ref word, next, seen);
        }
    }
}
