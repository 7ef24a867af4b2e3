namespace Holdfast.DataPlane;

/// <summary>
/// Which of a worker's clients goes when a newcomer finds the gateway full: the one that has been between two requests for longest, of as many as are looked at. Each
/// search goes on where the last one ended, so that all are looked at in turn and a request need not keep them in order. Worker thread only.
/// </summary>
internal sealed class LongestIdle
{
    /// <summary>Whoever has been served a moment ago is about to ask again, as browsers do for what a page is made of.</summary>
    public const long LeastNanoseconds = 1_000_000_000;

    // Each may be a cache miss of 0.1 us: together less than taking a client in or refusing it costs.
    private const int LooksMaximum = 64;

    private ClientConnection? next;

    /// <summary>Null where nobody has been idle for long enough.</summary>
    public ClientConnection? Find(ClientConnection? first, long nowNanoseconds)
    {
        ClientConnection? start = next ?? first;
        ClientConnection? client = start;
        ClientConnection? found = null;
        long longest = nowNanoseconds - LeastNanoseconds;
        for (int looks = 0; looks < LooksMaximum && client is not null; looks++)
        {
            if (client.IdleSince <= longest)
            {
                longest = client.IdleSince;
                found = client;
            }

            client = client.Next ?? first;
            if (client == start)
            {
                break;
            }
        }

        next = client;
        return found;
    }

    /// <summary>It leaves the worker's list. Before it does.</summary>
    public void Forget(ClientConnection client) => next = next == client ? client.Next : next;
}
