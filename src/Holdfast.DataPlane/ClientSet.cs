using Holdfast.Foundation;
using Holdfast.Networking;

namespace Holdfast.DataPlane;

/// <summary>
/// One worker's clients: takes them in, refuses those past a limit, lets them go, gives idle ones away. Worker thread only.
/// Next on the path: <see cref="ClientConnection"/>.
/// </summary>
internal sealed class ClientSet
{
    // Idle ones that are tried for one newcomer. Whose request has just come is served instead of closed, which seldom happens twice in a row; more would keep
    // waiting whoever else has an event in this turn.
    private const int CandidatesMaximum = 3;

    private readonly Worker worker;
    private readonly ClientQuota quota;
    private readonly Spares<ClientConnection> spares;
    private readonly RefusedClients refused;
    private readonly LongestIdle longestIdle = new();
    private ClientConnection? first;

    public ClientSet(Worker worker, ClientQuota quota, int sparesMaximum)
    {
        spares = new Spares<ClientConnection>(sparesMaximum);
        this.worker = worker;
        this.quota = quota;
        refused = new RefusedClients(worker);
    }

    public int Count { get; private set; }

    public void Open(SocketId socket, in NetworkAddress peer)
    {
        bool isTrusted = worker.Snapshot.Forwarding.Trusted.Contains(peer);
        ClientAdmission admission = quota.TryEnter(peer, isTrusted);
        if (admission == ClientAdmission.TooMany)
        {
            admission = EnterForIdle(peer, isTrusted);
        }

        switch (admission)
        {
            case ClientAdmission.TooMany:
                worker.Counters.ClientsRefused++;
                refused.Refuse(socket);
                return;
            case ClientAdmission.TooManyOfOneAddress:
                worker.Counters.ClientsRefusedByAddress++;
                refused.Refuse(socket);
                return;
        }

        worker.Counters.ClientsAccepted++;
        ClientConnection client = Link();
        client.Open(socket, peer, isTrusted, isNew: true);
        worker.Loop.Watch(socket, client);
    }

    /// <summary>
    /// Makes room for a newcomer: who has had an answer and asks for nothing waits for less than who has none yet. Of this worker's clients; the kernel deals them out
    /// evenly, so each has its part of the idle ones.
    /// </summary>
    private ClientAdmission EnterForIdle(in NetworkAddress peer, bool isTrusted)
    {
        ClientAdmission admission = ClientAdmission.TooMany;
        int gone = 0;
        // After a reload that lowers the maximum there may be more too many than can go here: then nobody goes for a newcomer that is refused all the same.
        for (int left = CandidatesMaximum; admission == ClientAdmission.TooMany && quota.Count - quota.Maximum < left; left--)
        {
            if (longestIdle.Find(first, worker.Now()) is not { } client)
            {
                break;
            }

            if (client.CloseIfIdle(alsoNew: false))
            {
                gone++;
                admission = quota.TryEnter(peer, isTrusted);
            }
        }

        worker.Counters.ClientsLetGo += admission == ClientAdmission.Taken ? gone : 0;
        return admission;
    }

    /// <summary>An idle connection that another process has passed on: it was let in there.</summary>
    public void Adopt(int descriptor, in NetworkAddress peer)
    {
        bool isTrusted = worker.Snapshot.Forwarding.Trusted.Contains(peer);
        quota.Enter(peer, isTrusted);
        ClientConnection client = Link();
        client.Open(worker.Loop.Adopt(descriptor, client), peer, isTrusted, isNew: false);
    }

    public void Close(ClientConnection client, bool abort)
    {
        worker.Counters.BytesIn += client.Stream.BytesReceived;
        worker.Counters.BytesOut += client.Stream.BytesSent;
        if (abort)
        {
            client.Stream.Abort();
        }
        else
        {
            client.Stream.Close();
        }

        Forget(client);
    }

    /// <summary>Gives idle clients away, open: whatever they send next waits in the kernel for the next owner.</summary>
    public List<(NetworkAddress Peer, int Descriptor)> DetachIdle()
    {
        List<(NetworkAddress, int)> detached = [];
        for (ClientConnection? client = first; client is not null;)
        {
            ClientConnection? next = client.Next;
            if (client.IsIdle)
            {
                worker.Timers.Cancel(client);
                detached.Add((client.Peer, client.Stream.Detach()));
                Forget(client);
            }

            client = next;
        }

        return detached;
    }

    /// <summary>Closes clients that are between requests.</summary>
    /// <param name="alsoNew">Also those that have not spoken yet, whose first request may be on its way.</param>
    public void CloseIdle(bool alsoNew)
    {
        for (ClientConnection? client = first; client is not null;)
        {
            ClientConnection? next = client.Next;
            client.CloseIfIdle(alsoNew);
            client = next;
        }
    }

    /// <summary>Lets those go soon that are between requests.</summary>
    public void ShortenIdle()
    {
        for (ClientConnection? client = first; client is not null; client = client.Next)
        {
            client.ShortenIdle();
        }
    }

    /// <summary>One more is kept for a client that is yet to come.</summary>
    public void MakeSpare() => spares.Keep(New());

    public void CloseAll()
    {
        refused.CloseAll();
        for (ClientConnection? client = first; client is not null; client = first)
        {
            client.Close(abort: false);
        }
    }

    private ClientConnection New() => new(worker, worker.NewStream());

    private ClientConnection Link()
    {
        ClientConnection client = spares.TryTake() ?? New();
        client.Next = first;
        client.Previous = null;
        if (first is not null)
        {
            first.Previous = client;
        }

        first = client;
        Count++;
        worker.Counters.ClientsCurrent = Count;
        return client;
    }

    private void Forget(ClientConnection client)
    {
        longestIdle.Forget(client);
        if (client.Previous is null)
        {
            first = client.Next;
        }
        else
        {
            client.Previous.Next = client.Next;
        }

        if (client.Next is not null)
        {
            client.Next.Previous = client.Previous;
        }

        client.Next = client.Previous = null;
        Count--;
        worker.Counters.ClientsCurrent = Count;
        quota.Leave(client.Peer, client.IsTrusted);
        spares.Keep(client);
    }
}
