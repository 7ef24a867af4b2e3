using Holdfast.Foundation;

namespace Holdfast.Drills.Load;

/// <summary>A way from one client address to one target, with its idle connections: the one that rested longest is used next, so that all are used.</summary>
internal sealed class Lane(NetworkAddress target, NetworkAddress source)
{
    public NetworkAddress Target { get; } = target;

    /// <summary>The default: the machine chooses.</summary>
    public NetworkAddress Source { get; } = source;

    private LoadConnection? oldest;
    private LoadConnection? newest;

    public LoadConnection? TakeIdle()
    {
        LoadConnection? taken = oldest;
        if (taken is not null)
        {
            Remove(taken);
        }

        return taken;
    }

    public void AddIdle(LoadConnection connection)
    {
        connection.IdleBefore = newest;
        connection.IdleAfter = null;
        if (newest is null)
        {
            oldest = connection;
        }
        else
        {
            newest.IdleAfter = connection;
        }

        newest = connection;
    }

    public void Remove(LoadConnection connection)
    {
        if (connection.IdleBefore is { } before)
        {
            before.IdleAfter = connection.IdleAfter;
        }
        else
        {
            oldest = connection.IdleAfter;
        }

        if (connection.IdleAfter is { } after)
        {
            after.IdleBefore = connection.IdleBefore;
        }
        else
        {
            newest = connection.IdleBefore;
        }

        connection.IdleBefore = connection.IdleAfter = null;
    }
}
