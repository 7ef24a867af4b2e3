namespace Holdfast.DataPlane.Upstreams;

/// <summary>
/// What operators have ordered about one server, in one word where a successor finds it. Control plane; one writer at a time. Next:
/// <see cref="OperatorOrders"/>, which knows them by name and keeps them over reloads.
/// </summary>
internal sealed class ServerOrders(ServerCell cell)
{
    /// <summary>The limit that it is fixed at; 0 for none.</summary>
    public int FixedLimit
    {
        get => LimitOf(Volatile.Read(ref cell.Fixed.Value));
        set => Volatile.Write(ref cell.Fixed.Value, IsDrained ? ~value : value);
    }

    /// <summary>Nothing new goes there: the word is below 0 then, which processes that do not know of drains take for none.</summary>
    public bool IsDrained
    {
        get => Volatile.Read(ref cell.Fixed.Value) < 0;
        set
        {
            int limit = FixedLimit;
            Volatile.Write(ref cell.Fixed.Value, value ? ~limit : limit);
        }
    }

    private static int LimitOf(long word) => (int)(word < 0 ? ~word : word);
}
