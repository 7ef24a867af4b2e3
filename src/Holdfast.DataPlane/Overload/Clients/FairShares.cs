namespace Holdfast.DataPlane.Overload;

/// <summary>
/// Who takes more than a fair share of a pool, as of the last look of the control loop. Immutable; workers read it with each request.
/// </summary>
internal sealed class FairShares
{
    /// <summary>First cohort of clients over their fair share; those below it are dealt by hash.</summary>
    public const int OverShareCohort = 64;

    private const byte OverCap = 0x80;
    private const byte CohortMask = 0x7F;

    // Open addressing, at most half full; 0 is an empty place.
    private readonly ulong[] clients;
    private readonly byte[] marks;

    private FairShares(ulong[] clients, byte[] marks)
    {
        this.clients = clients;
        this.marks = marks;
    }

    /// <summary>Nobody is over a share: there is enough for all.</summary>
    public static FairShares None { get; } = new([0], [0]);

    /// <summary>Requests that a client over its share may have waiting and at servers.</summary>
    public int Cap { get; private init; } = int.MaxValue;

    /// <summary>Those who ask for most, heaviest first.</summary>
    public IReadOnlyList<TopClient> Top { get; private init; } = [];

    /// <param name="marked">Clients over their share, with their cohort and whether they are over the cap.</param>
    public static FairShares Of(IReadOnlyCollection<(ulong Client, int Cohort, bool IsOverCap)> marked, int cap, IReadOnlyList<TopClient> top)
    {
        int size = 1;
        while (size < 2 * (marked.Count + 1))
        {
            size *= 2;
        }

        var clients = new ulong[size];
        byte[] marks = new byte[size];
        foreach ((ulong client, int cohort, bool isOverCap) in marked)
        {
            int place = PlaceOf(clients, client);
            clients[place] = client;
            marks[place] = (byte)(cohort | (isOverCap ? OverCap : 0));
        }

        return new FairShares(clients, marks) { Cap = cap, Top = top };
    }

    /// <summary>
    /// 0 to 63 by hash, the same for a whole hour: a client is served wholly or not at all, and nobody is always the first to be shed. 64 to
    /// 127 for clients over their share, by how much.
    /// </summary>
    /// <param name="hour">Number of the hour; any count that changes once an hour.</param>
    public int CohortOf(ulong client, long hour)
    {
        int cohort = MarkOf(client) & CohortMask;
        return cohort != 0 ? cohort : (int)(ByteHash.Mix(client, (ulong)hour) >> 58);
    }

    public bool IsOverShare(ulong client) => (MarkOf(client) & CohortMask) != 0;

    /// <summary>
    /// One more of its requests would be too many. Only clients over their share have a cap: one that is alone behind its address, as a
    /// whole office or another gateway may be, takes from nobody.
    /// </summary>
    /// <param name="presentHere">Requests of the client that this worker has: exact, where the sum over the workers is as old as the last look.</param>
    public bool IsOverCap(ulong client, int presentHere) => MarkOf(client) is var mark and > 0 && (presentHere >= Cap || (mark & OverCap) != 0);

    private byte MarkOf(ulong client) => marks.Length == 1 ? (byte)0 : marks[PlaceOf(clients, ClientUsage.KeyOf(client))];

    /// <summary>Where the client is, or the empty place where it would be.</summary>
    private static int PlaceOf(ulong[] clients, ulong client)
    {
        int mask = clients.Length - 1;
        int place = (int)(client ^ (client >> 32)) & mask;
        while (clients[place] != 0 && clients[place] != client)
        {
            place = (place + 1) & mask;
        }

        return place;
    }
}
