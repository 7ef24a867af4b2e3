using Holdfast.Foundation;

namespace Holdfast.DataPlane.Balancing;

/// <summary>
/// The servers of a pool that may be picked now (available, weight above 0), as one worker sees them. Rebuilt only when
/// <see cref="ServerChanges"/> says that something changed, so that a pick costs the same whether all or half of the servers are down.
/// </summary>
internal sealed class EligibleServers
{
    private readonly ServerState[] all;
    private readonly ServerState[] eligible;

    // ends[i]: sum of the weights of eligible[0..i]. A ticket in [0, sum) belongs to the first server whose end lies above it.
    private readonly long[] ends;

    private readonly int[] weights;
    private readonly int[] positions;
    private readonly ServerChanges? changes;
    private int seenVersion;
    private bool sameWeights;

    public EligibleServers(ServerState[] servers)
    {
        all = servers;
        eligible = new ServerState[servers.Length];
        ends = new long[servers.Length];
        weights = new int[servers.Length];
        positions = new int[servers.Length];
        changes = servers.Length == 0 ? null : servers[0].Changes;
        foreach (ServerState server in servers)
        {
            if (server.Changes != changes)
            {
                throw new ArgumentException("The servers of a gateway share one ServerChanges.", nameof(servers));
            }
        }

        Rebuild();
    }

    public int Count { get; private set; }

    public ServerState this[int index] => eligible[index];

    public ReadOnlySpan<ServerState> Servers => eligible.AsSpan(0, Count);

    public int WeightOf(int index) => weights[index];

    /// <summary>Place of the server among all servers of the pool: stays the same when others come and go.</summary>
    public int PositionOf(int index) => positions[index];

    public long TotalWeight => Count == 0 ? 0 : ends[Count - 1];

    /// <summary>To be called first in every pick; true when the list is a new one.</summary>
    public bool Refresh()
    {
        if (changes is null || changes.Version == seenVersion)
        {
            return false;
        }

        Rebuild();
        return true;
    }

    /// <summary>Index of the server, or -1. Linear: for the rare request that avoids one.</summary>
    public int IndexOf(ServerState? server) => server is null ? -1 : Servers.IndexOf(server);

    /// <summary>Draws a server with a chance equal to its share of the weights. Only when there is one.</summary>
    public int Draw(SeededRandom random) =>
        sameWeights ? random.Next(Count) : Holder(Ticket(random, TotalWeight));

    /// <summary>Draws among all but one, with unchanged relative chances. Only when there are two.</summary>
    public int DrawExcept(int excluded, SeededRandom random)
    {
        if (sameWeights)
        {
            int index = random.Next(Count - 1);
            return index < excluded ? index : index + 1;
        }

        // The tickets of the excluded server are taken out of the drum: those behind move up.
        long ticket = Ticket(random, TotalWeight - weights[excluded]);
        long start = ends[excluded] - weights[excluded];
        return Holder(ticket < start ? ticket : ticket + weights[excluded]);
    }

    private static long Ticket(SeededRandom random, long tickets) => (long)(random.NextDouble() * tickets);

    private int Holder(long ticket)
    {
        int low = 0;
        int high = Count - 1;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (ends[middle] > ticket)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    private void Rebuild()
    {
        seenVersion = changes?.Version ?? 0;
        int count = 0;
        long sum = 0;
        sameWeights = true;
        for (int position = 0; position < all.Length; position++)
        {
            ServerState server = all[position];
            int weight = server.Weight;
            if (weight <= 0 || !server.Available)
            {
                continue;
            }

            sum += weight;
            eligible[count] = server;
            positions[count] = position;
            weights[count] = weight;
            ends[count] = sum;
            sameWeights &= weight == weights[0];
            count++;
        }

        Count = count;
    }
}
