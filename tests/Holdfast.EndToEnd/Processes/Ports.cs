using System.Net;
using System.Net.Sockets;

namespace Holdfast.EndToEnd;

/// <summary>
/// Free ports below those that the kernel gives to outgoing connections: a server that is killed finds its port free when it comes back,
/// however many connections the load opens meanwhile.
/// </summary>
internal static class Ports
{
    private const int First = 12_000;
    private const int Count = 20_000;

    // Test runs side by side begin at different places.
    private static int next = Environment.ProcessId * 97;

    public static int Free()
    {
        for (int tries = 0; tries < Count; tries++)
        {
            int port = First + (Interlocked.Increment(ref next) % Count);
            try
            {
                using TcpListener listener = new(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // In use: the next one.
            }
        }

        throw new IOException("no free port");
    }
}
