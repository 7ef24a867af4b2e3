namespace Holdfast.Drills.Load;

/// <summary>Requests that wait for a connection, in order. Grows by doubling up to its bound. One thread.</summary>
internal sealed class RequestRing(int maximum)
{
    private LoadRequest[] items = new LoadRequest[16];
    private int first;

    public int Count { get; private set; }

    public ref LoadRequest First => ref items[first];

    /// <summary>False at the bound.</summary>
    public bool TryAdd(in LoadRequest request)
    {
        if (Count >= maximum)
        {
            return false;
        }

        if (Count == items.Length)
        {
            Grow();
        }

        items[(first + Count) & (items.Length - 1)] = request;
        Count++;
        return true;
    }

    public LoadRequest Take()
    {
        LoadRequest request = items[first];
        first = (first + 1) & (items.Length - 1);
        Count--;
        return request;
    }

    private void Grow()
    {
        LoadRequest[] larger = new LoadRequest[items.Length * 2];
        for (int i = 0; i < Count; i++)
        {
            larger[i] = items[(first + i) & (items.Length - 1)];
        }

        items = larger;
        first = 0;
    }
}
