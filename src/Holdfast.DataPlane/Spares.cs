namespace Holdfast.DataPlane;

/// <summary>Idle objects kept for the next use, so that serving allocates nothing. Worker thread only.</summary>
internal sealed class Spares<T>
    where T : class
{
    private readonly int maximum;
    private readonly Stack<T> spares;

    /// <param name="maximum">Beyond this the garbage collector takes them: a crowd that has left must not be remembered for ever.</param>
    public Spares(int maximum)
    {
        this.maximum = maximum;
        spares = new Stack<T>(maximum);
    }

    public T? TryTake() => spares.TryPop(out T? spare) ? spare : null;

    public void Keep(T spare)
    {
        if (spares.Count < maximum)
        {
            spares.Push(spare);
        }
    }
}
