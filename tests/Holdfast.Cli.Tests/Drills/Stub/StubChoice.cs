using System.Net;
using System.Threading.Channels;

namespace Holdfast.Cli.Tests.Drills.Stub;

/// <summary>Which server is next. A place is given out once until it is given back; places of a server that is gone are lost. Any thread.</summary>
internal sealed class StubChoice
{
    private readonly StubManner manner;
    private readonly Channel<StubServer> places = Channel.CreateUnbounded<StubServer>();
    private volatile bool hasRefused;
    private volatile string? client;

    public StubChoice(StubManner manner, IReadOnlyList<StubServer> servers)
    {
        this.manner = manner;
        Servers = servers;
        for (int place = 0; place < servers.Max(static server => server.Places); place++)
        {
            foreach (StubServer server in servers.Where(server => place < server.Places))
            {
                places.Writer.TryWrite(server);
            }
        }
    }

    public IReadOnlyList<StubServer> Servers { get; }

    public bool HasRefused => hasRefused;

    /// <summary>Who came last, which of an only client is who asks for most; null where nobody looks.</summary>
    public string? Client => client;

    public void Came(EndPoint? who) => client = manner == StubManner.Broken ? null : (who as IPEndPoint)?.Address.MapToIPv4().ToString();

    /// <summary>Null: there is no place, and nobody is to wait for one.</summary>
    public async Task<StubServer?> TakeAsync()
    {
        if (manner == StubManner.Broken)
        {
            return Servers[0];
        }

        StubServer? server;
        do
        {
            if (!places.Reader.TryRead(out server))
            {
                if (manner == StubManner.PerfectForSessions)
                {
                    hasRefused = true;
                    return null;
                }

                server = await places.Reader.ReadAsync();
            }
        }
        while (server.IsOut);
        return server;
    }

    public void GiveBack(StubServer server)
    {
        if (manner != StubManner.Broken)
        {
            places.Writer.TryWrite(server);
        }
    }

    /// <summary>It refused a connection, or ended one without a word.</summary>
    public void Lose(StubServer server) => server.IsOut = manner != StubManner.Broken;
}
