using System.Net;
using System.Net.Sockets;

namespace Holdfast.Cli.Tests.Drills.Stub;

/// <summary>One client's request, relayed to a server and asked again elsewhere while nothing has been answered; then bytes both ways.</summary>
internal sealed class StubRelay(StubChoice choice)
{
    private const int AttemptsMaximum = 3;

    private readonly byte[] buffer = new byte[16 * 1024];

    public async Task ServeAsync(TcpClient client)
    {
        NetworkStream stream = client.GetStream();
        if (await StubSockets.ReadHeadAsync(stream) is not { } head)
        {
            return;
        }

        choice.Came(client.Client.RemoteEndPoint);
        for (int attempt = 0; attempt < AttemptsMaximum; attempt++)
        {
            if (await choice.TakeAsync() is not { } server)
            {
                await StubSockets.AnswerAsync(stream, "503 Service Unavailable", "no place");
                return;
            }

            if (await TryAsync(stream, server, head))
            {
                return;
            }
        }
    }

    /// <summary>False: the server said nothing.</summary>
    private async Task<bool> TryAsync(NetworkStream client, StubServer server, byte[] head)
    {
        using TcpClient connection = new() { NoDelay = true };
        int first = 0;
        try
        {
            await connection.ConnectAsync(IPEndPoint.Parse(server.Address));
            await connection.GetStream().WriteAsync(head);
            first = await connection.GetStream().ReadAsync(buffer);
        }
        catch (Exception failure) when (failure is IOException or SocketException)
        {
            // Nothing was answered: what follows is the same as for an end without a word.
        }

        if (first == 0)
        {
            choice.Lose(server);
            return false;
        }

        try
        {
            await client.WriteAsync(buffer.AsMemory(0, first));
            await Task.WhenAny(connection.GetStream().CopyToAsync(client), client.CopyToAsync(connection.GetStream()));
        }
        finally
        {
            connection.Close();
            choice.GiveBack(server);
        }

        return true;
    }
}
