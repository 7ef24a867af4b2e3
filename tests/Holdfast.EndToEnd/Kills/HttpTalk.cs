using System.Net.Sockets;
using System.Text;

namespace Holdfast.EndToEnd.Kills;

/// <summary>What a <see cref="TinyServer"/> says as a web server.</summary>
internal static class HttpTalk
{
    /// <summary>Requests have no body here.</summary>
    public static void AlwaysOk(NetworkStream stream)
    {
        using StreamReader reader = new(stream, Encoding.Latin1);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0)
            {
                stream.Write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"u8);
            }
        }
    }
}
