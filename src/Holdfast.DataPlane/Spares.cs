namespace Holdfast.DataPlane;

/// <summary>Idle objects kept for the next use, so that serving allocates nothing. Worker thread only.</summary>
internal sealed class Spares<T>
    where T : class
{
    // Beyond this the garbage collector takes them: a crowd that has left must not be remembered for ever.
    private const int Maximum = 1024;

    private readonly Stack<T> spares = new();

    public T? TryTake() => spares.TryPop(out T? spare) ? spare : null;

    public void Keep(T spare)
    {
        if (spares.Count < Maximum)
        {
            spares.Push(spare);
        }
    }
}
